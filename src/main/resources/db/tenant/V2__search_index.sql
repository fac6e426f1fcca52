-- Finds what stands at the beginning or in the middle of a name without reading all users, by groups of three letters:
-- PostgreSQL's pg_trgm. One index for four columns, since each index costs every tenant rows in PostgreSQL's catalog.
-- If the database has no pg_trgm, or not for everybody, there is no index and all users are read. This script is run
-- again on a tenant without the index, in case that pg_trgm has been installed since.

do $$
declare
  extensions text;
begin
  select n.nspname into extensions
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace
  where e.extname = 'pg_trgm' and has_schema_privilege('public', n.oid, 'usage');
  if found and to_regclass('users_search') is null then
    execute format('create index users_search on users using gin (
        username %1$I.gin_trgm_ops, email %1$I.gin_trgm_ops,
        lower(first_name) %1$I.gin_trgm_ops, lower(last_name) %1$I.gin_trgm_ops)', extensions);
  end if;
end $$;
