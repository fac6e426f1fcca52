-- How the ids of a realm's tenant users begin: eight hexadecimal digits, a hyphen, four more. A row outlives its tenant,
-- so that no other realm ever gets these ids, and so that a realm that comes back has the same prefix again.
create table id_prefix (
  realm_id text primary key,
  prefix   text not null unique check (prefix ~ '^[0-9a-f]{8}-[0-9a-f]{4}$')
);
insert into id_prefix
select realm_id, left(gen_random_uuid()::text, 13) from tenant where realm_id not like 'unbound:%';

-- Ids without their realm's prefix that users of a tenant have nevertheless, as whole ids: adopted and kept ones. The
-- collation lets the primary key find ids by their beginning.
create table plain_id (
  id        text collate "C" primary key,
  realm_id  text not null references tenant on delete cascade,
  confirmed boolean not null  -- false until Keycloak's own table of users is known not to have the id
);
create index plain_id_realm on plain_id (realm_id);

-- Users of a tenant that is being released whose ids Keycloak's own table can't take, and the ids that they get there.
create table adoption_id (
  adoption_id text not null references adoption on delete cascade,
  id          text not null,
  new_id      text not null,
  primary key (adoption_id, id)
);
