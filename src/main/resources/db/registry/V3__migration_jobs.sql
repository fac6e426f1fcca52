-- Migrating all tenants: a job and its list are rows, so that any server can tell of it, and go on where one has died.
create table migration_job (
  id           text primary key,
  version      integer not null,  -- that the tenants are brought to
  state        text not null check (state in ('RUNNING', 'DONE', 'STOPPED')),
  stop_reason  text check (stop_reason in ('CANARY', 'ERROR_BUDGET', 'REQUEST', 'NEWER_SERVER')),
  error_budget integer check (error_budget >= 0),  -- how many may fail; null is any number
  server       text not null,     -- that works on it, or was the last to
  attempt      integer not null default 1,  -- goes up when another server takes over; the former one lets go then
  attempt_at   timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  started_at   timestamptz not null default now(),
  finished_at  timestamptz
);
create unique index migration_job_running on migration_job (version) where state = 'RUNNING';

-- Whom a job is about. A tenant may be renamed or dropped meanwhile: the list says who it was.
create table migration_job_tenant (
  job_id   text not null references migration_job on delete cascade,
  realm_id text not null,
  name     text not null,
  canary   integer,               -- its place among those that go first
  outcome  text check (outcome in ('MIGRATED', 'FAILED', 'SKIPPED')),
  cause    text,                  -- of a failure
  ended_at timestamptz,
  primary key (job_id, realm_id)
);
create index migration_job_open on migration_job_tenant (job_id, realm_id) where outcome is null;
create index migration_job_failed on migration_job_tenant (job_id, ended_at) where outcome = 'FAILED';
