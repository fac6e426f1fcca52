-- Creates an index that finds users by any part of a name, without reading all users. The index compares groups of
-- three letters (PostgreSQL's extension pg_trgm). One index has all four columns, since each index costs each tenant
-- rows in PostgreSQL's catalog. If the database has no pg_trgm that all database users may use, this script creates no
-- index, and searches read all users. Each migration of a tenant runs this script again, since pg_trgm may have been
-- installed in the meantime. If the index exists, the script does nothing.

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
