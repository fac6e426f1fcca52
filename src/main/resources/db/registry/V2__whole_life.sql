-- A tenant's life after its birth: suspended, archived until a date, migrated, adopted, released, dropped.
alter table tenant drop constraint tenant_state_check;
alter table tenant add constraint tenant_state_check check (state in
  ('PROVISIONING', 'ACTIVE', 'SUSPENDED', 'ARCHIVED', 'ADOPTING', 'RELEASING', 'DROPPING'));

alter table tenant
  add column previous_state text,         -- of one that is being dropped, should it be kept after all
  add column component_id   text,         -- of the realm's component, which is a part of users' ids
  add column purge_after    timestamptz,  -- an archived tenant is purged some time after
  add column request_key    text unique,  -- digest of the Idempotency-Key that it was provisioned by
  add column request_digest text,         -- of what was asked for then, credentials left out
  add column first_user_id  text;         -- so that the same answer can be given again
alter table tenant add constraint tenant_purge_after_check check (state <> 'ARCHIVED' or purge_after is not null);

-- Migrating asks for those behind, a page at a time, and the purge for those whose time has come: neither walks all.
create index tenant_behind on tenant (schema_version, realm_id);
create index tenant_purge on tenant (purge_after) where state = 'ARCHIVED';

-- What was there when a tenant was dropped, without any of it.
create table certificate (
  realm_id       text not null,
  name           text not null,
  schema_name    text not null,
  provisioned_at timestamptz not null,
  dropped_at     timestamptz not null default now(),
  row_counts     jsonb not null,           -- by table
  digest         text not null,            -- SHA-256 over all rows
  primary key (realm_id, provisioned_at)   -- a bundle brings a realm's id back
);
create index certificate_name on certificate (name, dropped_at);
