-- Which tenant has which schema: the only place where schema names come from.
create table tenant (
  realm_id       text primary key,
  name           text not null unique,
  display_name   text not null,
  schema_name    text not null unique,
  state          text not null check (state in ('PROVISIONING', 'ACTIVE', 'DROPPING')),
  schema_version integer not null,
  created_at     timestamptz not null default now(),
  changed_at     timestamptz not null default now()
);

-- The reconciler asks every minute; it finds nothing in an index that is empty.
create index tenant_unfinished on tenant (created_at) where state in ('PROVISIONING', 'DROPPING');
