-- Names that tenants had before they were renamed or dropped. A name is a part of an issuer, so only the realm that had
-- it gets it back, until an operator frees it by deleting the row. A row of a name that its realm has again is harmless.
create table former_name (
  name     text primary key,
  realm_id text not null,
  since    timestamptz not null default now()  -- when the realm gave the name up last
);
create index former_name_realm on former_name (realm_id);

-- The host of its own that an operator gave a tenant. The realm's attribute frontendUrl, which the realm's own admin may
-- write, says where the realm is and not whose a host is.
alter table tenant add column host text unique;
