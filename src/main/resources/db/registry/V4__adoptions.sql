-- Moving a realm's users into a schema or back: a job is a row, so that any server can tell of it, and go on where one
-- has died.
create table adoption (
  id           text primary key,
  verb         text not null check (verb in ('ADOPT', 'RELEASE')),
  realm_id     text not null,
  name         text not null,
  display_name text not null,
  enabled      boolean not null,  -- whether the realm was, and shall be again
  state        text not null check (state in ('RUNNING', 'DONE', 'FAILED', 'GIVEN_UP')),
  step         text not null check (step in ('PREPARE', 'COPY', 'VERIFY', 'SWITCH', 'REMOVE', 'UNDO')),
  total        integer not null,
  copied       integer not null default 0,
  copied_to    text not null default '',  -- the id of the last user who was copied
  cause        text,              -- of a failure
  server       text not null,     -- that works on it, or was the last to
  attempt      integer not null default 1,  -- goes up when another server takes over; the former one lets go then
  attempt_at   timestamptz not null default now(),
  before       integer not null default 0,  -- how much was done before this attempt
  heartbeat_at timestamptz not null default now(),
  started_at   timestamptz not null default now(),
  finished_at  timestamptz
);
create unique index adoption_open on adoption (realm_id) where state in ('RUNNING', 'FAILED');

-- What was verified, page by page in order of the users' ids: nothing else is removed.
create table adoption_page (
  adoption_id text not null references adoption on delete cascade,
  after_id    text not null,
  last_id     text not null,
  users       integer not null,
  digest      text not null,      -- SHA-256 of all that these users own
  removed     boolean not null default false,
  primary key (adoption_id, after_id)
);
