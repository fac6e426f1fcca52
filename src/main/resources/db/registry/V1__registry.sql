-- The registry stores the tenants, and the state that all servers share. Only the main database has a registry. This
-- registry also lists the tenants whose schemas are in further databases.

-- The tenants. Requests take the name of a tenant's schema from this table only.
create table tenant (
  realm_id       text primary key,
  name           text not null unique,
  display_name   text not null,
  database_name  text not null default 'main',  -- a name from the server's options; the database 'main' has the registry
  schema_name    text not null unique,
  role_name      text unique,     -- the owner of the schema; null if the pool's database user owns the schema
  -- The tenant's own host. Not taken from the realm's attribute frontendUrl, since the realm's admin can change it.
  host           text unique,
  state          text not null check (state in
    ('PROVISIONING', 'ACTIVE', 'SUSPENDED', 'ARCHIVED', 'ADOPTING', 'RELEASING', 'DROPPING')),
  previous_state text,            -- the state to which the tenant returns if its drop is undone; null if there is no drop
  schema_version integer not null,
  component_id   text,            -- id of Tenantry's component in the realm; some users' ids contain this id
  first_user_id  text,            -- Keycloak's id of the first user, to answer a repeated request
  request_key    text unique,     -- digest of caller and Idempotency-Key of the provisioning request
  request_digest text,            -- digest of the provisioning request without its credentials
  signed_up      boolean not null default false,  -- true if the tenant was created by a sign-up
  -- The realm's not-before date, in seconds since the epoch, when the tenant last went out of service. The realm gets
  -- this date back when the tenant returns to service.
  not_before     integer,
  purge_after    timestamptz check (state <> 'ARCHIVED' or purge_after is not null),
  created_at     timestamptz not null default now(),
  in_service_at  timestamptz,     -- end of an uninterrupted provisioning; null if there was none
  changed_at     timestamptz not null default now()
);
create index tenant_unfinished on tenant (created_at) where state in ('PROVISIONING', 'DROPPING');
create index tenant_behind on tenant (schema_version, realm_id);
create index tenant_purge on tenant (purge_after) where state = 'ARCHIVED';
create index tenant_database on tenant (database_name);
create index tenant_in_service on tenant (in_service_at desc) where in_service_at is not null;

-- Names that tenants had before they were renamed or dropped. A former name is reserved for the realm that had the
-- name, since the name is a part of the issuer in tokens. To end the reservation, an operator frees the name, which
-- deletes the row. If the realm gets its former name back, the row stays and has no effect.
create table former_name (
  name     text primary key,
  realm_id text not null,
  since    timestamptz not null default now()  -- when the realm last lost the name
);
create index former_name_realm on former_name (realm_id);

-- The prefix of the ids that a realm's new users get while the realm is a tenant's realm: eight hexadecimal digits, a
-- hyphen, and four hexadecimal digits. If the tenant is dropped or released, the row stays. So no other realm ever gets
-- this prefix. If the realm becomes a tenant's realm again, the realm has its old prefix.
create table id_prefix (
  realm_id text primary key,
  prefix   text not null unique check (prefix ~ '^[0-9a-f]{8}-[0-9a-f]{4}$')
);

-- Reserved ids of tenants' users that do not begin with the prefix of their realm. Users have these ids since they were
-- adopted, or since an import or a restored bundle kept the ids. Keycloak uses these ids unchanged, without the id of a
-- component. The collation "C" lets the primary key find ids by prefix.
create table plain_id (
  id        text collate "C" primary key,
  realm_id  text not null references tenant on delete cascade,
  confirmed boolean not null  -- false until it is certain that no other realm's user has the id in Keycloak's table
);
create index plain_id_realm on plain_id (realm_id);

-- Deletion records: how many rows a dropped tenant had, and a digest of these rows, but none of the tenant's data.
create table deletion_record (
  realm_id       text not null,
  name           text not null,
  database_name  text not null default 'main',
  schema_name    text not null,
  provisioned_at timestamptz not null,
  dropped_at     timestamptz not null default now(),
  row_counts     jsonb not null,           -- {table: number of rows}
  digest         text not null,            -- SHA-256 over all rows
  primary key (realm_id, provisioned_at)   -- a tenant can be restored with its realm's id, and dropped again
);
create index deletion_record_name on deletion_record (name, dropped_at);

-- Jobs that migrate all tenants. The job and the list of its tenants are rows. So each server can show the job, and
-- after a crash another server can continue the job.
create table migration_job (
  id           text primary key,
  version      integer not null,  -- the schema version to which the job migrates tenants
  state        text not null check (state in ('RUNNING', 'DONE', 'STOPPED')),
  stop_reason  text check (stop_reason in ('CANARY', 'ERROR_BUDGET', 'REQUEST', 'NEWER_SERVER')),
  error_budget integer check (error_budget >= 0),  -- tolerated failures, one more stops the job; null for no limit
  server       text not null,     -- the server that works on the job, or the last server that did
  attempt      integer not null default 1,  -- increases when another server takes over; the first server then stops
  attempt_at   timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  started_at   timestamptz not null default now(),
  finished_at  timestamptz
);
create unique index migration_job_running on migration_job (version) where state = 'RUNNING';

-- The tenants of a migration job. If a tenant is renamed or dropped during the job, its row here has the old name.
create table migration_job_tenant (
  job_id   text not null references migration_job on delete cascade,
  realm_id text not null,
  name     text not null,
  canary   integer,               -- position among the canaries, which are migrated first; null for other tenants
  outcome  text check (outcome in ('MIGRATED', 'FAILED', 'SKIPPED')),
  cause    text,                  -- why the migration failed; null if it did not fail
  ended_at timestamptz,
  primary key (job_id, realm_id)
);
create index migration_job_open on migration_job_tenant (job_id, realm_id) where outcome is null;
create index migration_job_failed on migration_job_tenant (job_id, ended_at) where outcome = 'FAILED';

-- Jobs that adopt a realm or release a tenant. Adopting moves the users into a schema, releasing moves the users back
-- into Keycloak's own tables. Another server can continue a job after a crash. All jobs take the numbers of their
-- attempts from one sequence, so that a later attempt always has a higher number, even in another job. The schema and
-- Keycloak's database store only the number of the attempt that may write, and not the id of its job.
create sequence adoption_attempt;
create table adoption (
  id           text primary key,
  operation    text not null check (operation in ('ADOPT', 'RELEASE')),
  realm_id     text not null,
  name         text not null,
  display_name text not null,
  enabled      boolean not null,  -- true if the realm was enabled before the job, and must be enabled after it
  tenant_state text,              -- for a release, the tenant's state when the job began; null for an adoption
  state        text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  step         text not null check (step in ('PREPARE', 'COPY', 'VERIFY', 'SWITCH', 'REMOVE', 'UNDO')),
  total        integer not null,
  copied       integer not null default 0,
  copied_to    text not null default '',  -- the id of the last user who was copied
  cause        text,              -- why the job failed; null unless the job failed
  server       text not null,
  attempt      bigint not null default nextval('adoption_attempt'),
  attempt_at   timestamptz not null default now(),
  before       integer not null default 0,  -- the sum of copied, compared and removed users before this attempt
  heartbeat_at timestamptz not null default now(),
  started_at   timestamptz not null default now(),
  finished_at  timestamptz
);
create unique index adoption_open on adoption (realm_id) where state in ('RUNNING', 'FAILED');

-- Pages of users that were compared, in the order of the users' ids. Only users on these pages are removed from their
-- former store.
create table adoption_page (
  adoption_id text not null references adoption on delete cascade,
  after_id    text not null,
  last_id     text not null,
  users       integer not null,
  digest      text not null,      -- SHA-256 of the page's users with all data that they own
  removed     boolean not null default false,
  primary key (adoption_id, after_id)
);

-- The users who get a new id in Keycloak's table when their tenant is released: the old id is too long for that table,
-- or a user of another realm has the old id.
create table adoption_id (
  adoption_id text not null references adoption on delete cascade,
  id          text not null,
  new_id      text not null,
  primary key (adoption_id, id)
);

-- The lease for maintenance tasks. The tasks run on only one server at a time: on the server that has the lease.
create table maintenance (
  id           text primary key check (id = 'tasks'),  -- the only row
  server       text,              -- the server that runs the tasks, or the last server that did
  attempt      bigint not null,   -- increases when a server takes or releases the lease
  heartbeat_at timestamptz not null
);
insert into maintenance values ('tasks', null, 0, '-infinity');

-- Sign-ups whose mailed link has not been used yet. A link creates only one tenant: the transaction that inserts the
-- tenant's row also sets realm_id here, and the transaction that puts the tenant into service deletes the sign-up. If
-- the provisioning fails, the tenant's row is deleted. The foreign key then sets realm_id to null, and the link can be
-- used again.
create table sign_up (
  token_digest    text primary key,      -- SHA-256; the token itself is only in the mail
  realm_id        text unique references tenant on delete set null,
  name            text not null,
  display_name    text not null,
  username        text not null,
  email           text not null,
  first_name      text not null,
  last_name       text not null,
  secret_data     text not null,         -- this and the next column: the password's hash as Keycloak stores it
  credential_data text not null,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null
);
create index sign_up_expiry on sign_up (expires_at);

-- How often senders have used the forms on public pages in the current period. A sender who exceeds the limit must wait
-- for the end of the period.
create table form_use (
  sender   text primary key,             -- keyed digest: the form, and a network or a mail address
  uses     integer not null,
  until_at timestamptz not null
);
create index form_use_until on form_use (until_at);

-- The total number of users and bytes of all tenants, without archived tenants, counted once a day.
create table statistics_of_day (
  day   date primary key,  -- in UTC
  users bigint not null,
  bytes bigint not null
);
