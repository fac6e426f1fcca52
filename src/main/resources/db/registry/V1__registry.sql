-- The registry: which tenant has which schema, and all that servers have to agree on. One registry for all databases.

-- The only place where schema names come from.
create table tenant (
  realm_id       text primary key,
  name           text not null unique,
  display_name   text not null,
  database_name  text not null default 'main',  -- of the options; "main" is the database that the registry is in
  schema_name    text not null unique,
  role_name      text unique,     -- that owns the schema; null if the pool's own role does
  host           text unique,     -- of its own; the realm's attribute frontendUrl may be written by the realm's admin
  state          text not null check (state in
    ('PROVISIONING', 'ACTIVE', 'SUSPENDED', 'ARCHIVED', 'ADOPTING', 'RELEASING', 'DROPPING')),
  previous_state text,            -- of a tenant that is being dropped, in case the drop is undone
  schema_version integer not null,
  component_id   text,            -- of the realm's component, which is a part of some users' ids
  first_user_id  text,            -- for the answer to a repeated request
  request_key    text unique,     -- digest of the Idempotency-Key of the request that provisioned the tenant
  request_digest text,            -- of that request, without credentials
  signed_up      boolean not null default false,  -- true if the tenant comes from the sign-up page
  not_before     integer,         -- seconds: the realm's not-before date, to be put back when the tenant is in service
  purge_after    timestamptz check (state <> 'ARCHIVED' or purge_after is not null),
  created_at     timestamptz not null default now(),
  in_service_at  timestamptz,     -- when it was provisioned completely; null after a crash in between
  changed_at     timestamptz not null default now()
);
create index tenant_unfinished on tenant (created_at) where state in ('PROVISIONING', 'DROPPING');
create index tenant_behind on tenant (schema_version, realm_id);
create index tenant_purge on tenant (purge_after) where state = 'ARCHIVED';
create index tenant_database on tenant (database_name);
create index tenant_in_service on tenant (in_service_at desc) where in_service_at is not null;

-- Names that tenants had before they were renamed or dropped. A name is a part of an issuer, so only the realm that had
-- it gets it back, until an operator frees it by deleting the row. A row of a name that its realm has again is harmless.
create table former_name (
  name     text primary key,
  realm_id text not null,
  since    timestamptz not null default now()  -- when the realm gave the name up last
);
create index former_name_realm on former_name (realm_id);

-- How the ids of a realm's tenant users begin: eight hexadecimal digits, a hyphen, four more. A row outlives its tenant,
-- so that no other realm ever gets these ids, and so that a realm that comes back has the same prefix again.
create table id_prefix (
  realm_id text primary key,
  prefix   text not null unique check (prefix ~ '^[0-9a-f]{8}-[0-9a-f]{4}$')
);

-- Ids without their realm's prefix that users of a tenant have nevertheless, as whole ids: adopted and kept ones. The
-- collation lets the primary key find ids by their beginning.
create table plain_id (
  id        text collate "C" primary key,
  realm_id  text not null references tenant on delete cascade,
  confirmed boolean not null  -- false until Keycloak's own table of users is known not to have the id
);
create index plain_id_realm on plain_id (realm_id);

-- What was there when a tenant was dropped, without any of it.
create table deletion_record (
  realm_id       text not null,
  name           text not null,
  database_name  text not null default 'main',
  schema_name    text not null,
  provisioned_at timestamptz not null,
  dropped_at     timestamptz not null default now(),
  row_counts     jsonb not null,           -- by table
  digest         text not null,            -- SHA-256 over all rows
  primary key (realm_id, provisioned_at)   -- a bundle brings a realm's id back
);
create index deletion_record_name on deletion_record (name, dropped_at);

-- Migrating all tenants: a job and its list are rows, so that any server can show the job, and continue it after a crash.
create table migration_job (
  id           text primary key,
  version      integer not null,  -- that the tenants are brought to
  state        text not null check (state in ('RUNNING', 'DONE', 'STOPPED')),
  stop_reason  text check (stop_reason in ('CANARY', 'ERROR_BUDGET', 'REQUEST', 'NEWER_SERVER')),
  error_budget integer check (error_budget >= 0),  -- failures that are allowed; null is any number
  server       text not null,     -- that works on the job, or was the last to
  attempt      integer not null default 1,  -- increases when another server takes over; the former one stops then
  attempt_at   timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  started_at   timestamptz not null default now(),
  finished_at  timestamptz
);
create unique index migration_job_running on migration_job (version) where state = 'RUNNING';

-- The tenants of a job. A tenant may be renamed or dropped meanwhile: the list keeps the name.
create table migration_job_tenant (
  job_id   text not null references migration_job on delete cascade,
  realm_id text not null,
  name     text not null,
  canary   integer,               -- place among the tenants that are migrated first
  outcome  text check (outcome in ('MIGRATED', 'FAILED', 'SKIPPED')),
  cause    text,                  -- of a failure
  ended_at timestamptz,
  primary key (job_id, realm_id)
);
create index migration_job_open on migration_job_tenant (job_id, realm_id) where outcome is null;
create index migration_job_failed on migration_job_tenant (job_id, ended_at) where outcome = 'FAILED';

-- Moving a realm's users into a schema, or back into Keycloak's tables: a job, as above. An attempt of one job and an
-- attempt of the next for the same realm are told apart by their number alone: each is higher than all before it. Schemas
-- and Keycloak's database keep the number of the attempt that may write.
create sequence adoption_attempt;
create table adoption (
  id           text primary key,
  operation    text not null check (operation in ('ADOPT', 'RELEASE')),
  realm_id     text not null,
  name         text not null,
  display_name text not null,
  enabled      boolean not null,  -- whether the realm was enabled, and is to be enabled again
  tenant_state text,              -- of a tenant that is released, when the job began
  state        text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  step         text not null check (step in ('PREPARE', 'COPY', 'VERIFY', 'SWITCH', 'REMOVE', 'UNDO')),
  total        integer not null,
  copied       integer not null default 0,
  copied_to    text not null default '',  -- the id of the last user who was copied
  cause        text,              -- of a failure
  server       text not null,
  attempt      bigint not null default nextval('adoption_attempt'),
  attempt_at   timestamptz not null default now(),
  before       integer not null default 0,  -- users copied before this attempt
  heartbeat_at timestamptz not null default now(),
  started_at   timestamptz not null default now(),
  finished_at  timestamptz
);
create unique index adoption_open on adoption (realm_id) where state in ('RUNNING', 'FAILED');

-- Users that were compared, page by page in the order of their ids: nothing else is removed.
create table adoption_page (
  adoption_id text not null references adoption on delete cascade,
  after_id    text not null,
  last_id     text not null,
  users       integer not null,
  digest      text not null,      -- SHA-256 of all that these users own
  removed     boolean not null default false,
  primary key (adoption_id, after_id)
);

-- Users of a tenant that is being released whose ids Keycloak's own table can't take, and the ids that they get there.
create table adoption_id (
  adoption_id text not null references adoption on delete cascade,
  id          text not null,
  new_id      text not null,
  primary key (adoption_id, id)
);

-- Maintenance tasks run on one server at a time, under a lease, as a job does.
create table maintenance (
  id           text primary key check (id = 'tasks'),  -- the only row
  server       text,              -- that runs the tasks, or was the last to
  attempt      bigint not null,   -- increases when a server begins, and when it ends
  heartbeat_at timestamptz not null
);
insert into maintenance values ('tasks', null, 0, '-infinity');

-- Sign-ups whose link in the mail has not been followed yet. A link makes one tenant: the transaction that enters the
-- tenant claims the link, and the one that puts the tenant into service deletes it. A tenant that is not made after all
-- gives the link back.
create table sign_up (
  token_digest    text primary key,      -- SHA-256; the token itself is in the mail alone
  realm_id        text unique references tenant on delete set null,
  name            text not null,
  display_name    text not null,
  username        text not null,
  email           text not null,
  first_name      text not null,
  last_name       text not null,
  secret_data     text not null,         -- of the password's hash, as Keycloak stores it
  credential_data text not null,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null
);
create index sign_up_expiry on sign_up (expires_at);

-- Uses of the forms on public pages, as long as they count for a limit.
create table form_use (
  sender   text primary key,             -- keyed digest of the form and of an address
  uses     integer not null,
  until_at timestamptz not null
);
create index form_use_until on form_use (until_at);

-- What all tenants together have, once a day.
create table statistics_of_day (
  day   date primary key,  -- in UTC
  users bigint not null,
  bytes bigint not null
);
