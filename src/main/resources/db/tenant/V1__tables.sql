-- A tenant's users, events and invitations.
-- A user is one row: what a user owns is in the row too, so that a login reads one row by one index, and
-- a change of a user is one UPDATE, which locks the row and merges into it. docs/reference/schema.md has queries that
-- show roles, attributes, credentials and so on as rows.
-- Ids of realms, roles, groups, clients and client scopes are Keycloak's own; they can't be foreign keys, since Keycloak
-- may live in another database.

create table users (
  id                     text primary key,
  plain_id               boolean not null default false,  -- for Keycloak the id is the user's whole id, without a component
  username               text not null,     -- lower case, as everywhere in Keycloak
  email                  text,              -- lower case
  email_shared           boolean not null,  -- the realm let several users have one e-mail when it was set
  first_name             text,
  last_name              text,
  email_verified         boolean not null,
  enabled                boolean not null,
  not_before             integer not null,  -- seconds since the epoch: tokens issued earlier are void
  created_at             bigint,            -- milliseconds since the epoch, as Keycloak counts; so are all times below
  modified_at            bigint,
  federation_link        text,
  service_account_client text,
  attributes             jsonb not null default '{}',   -- {name: [value, …]}
  required_actions       text[] not null default '{}',
  role_ids               text[] not null default '{}',
  groups                 jsonb not null default '{}',   -- {group id: type of membership}
  password               jsonb,                         -- {id, position, label, created_at, secret_data, credential_data}
  credentials            jsonb not null default '{}',   -- all others: {id: {type, position, label, created_at, …}}
  broker_links           jsonb not null default '{}',   -- {identity provider: {user_id, username, token}}
  consents               jsonb not null default '{}',   -- {client id: {created_at, updated_at, scopes: [{id, parameter}, …]}}
  verifiable_credentials jsonb not null default '{}',   -- {client scope id: {id, revision, user_attributes, …}}
  issued_credentials     jsonb not null default '{}',   -- {id: {credential_id, client_id, revision, issued_at, expires_at}}
  found_by               text[] not null default '{}'   -- by what the user is found in lists: see package dev.tenantry.core.user
);

-- Service accounts are left out of lists of users: to tell them apart by this index, in order of user name, a late page
-- need not look at the users before it.
create unique index users_username on users (username) include (service_account_client);

-- An e-mail is one user's alone, unless the realm lets several users have it.
create unique index users_email on users (email, (case when email_shared then id else '' end)) where email is not null;

create index users_found_by on users using gin (found_by);

-- What users and administrators did, if the realm saves events. Login events and admin events are one table, since each
-- table costs every connection memory for every tenant that it meets.
create table event (
  kind           text not null,     -- login or admin
  time           bigint not null,
  id             text not null,
  type           text not null,     -- LOGIN, LOGIN_ERROR, …; of an admin event CREATE, UPDATE, DELETE or ACTION
  user_id        text,              -- Keycloak's id of the user; of an admin event, of the administrator
  client_id      text,
  ip_address     text,
  session_id     text,              -- of login events
  auth_realm_id  text,              -- of admin events: the realm in which the administrator signed in
  resource_type  text,              -- of admin events: what was changed, such as USER
  resource_path  text,              -- of admin events: where it is in the admin API, such as users/ID
  representation text,              -- of admin events: the changed object as JSON, if the realm saves it
  error          text,
  details        jsonb,             -- {name: text}
  primary key (kind, time, id)
);

create index event_user on event (user_id, time) where user_id is not null;

-- Invitations to organizations. An organization is in Keycloak's own tables.
create table invitation (
  id              text primary key,
  organization_id text not null,
  email           text not null,
  first_name      text,
  last_name       text,
  created_at      integer not null,  -- seconds since the epoch, as Keycloak counts here
  expires_at      integer not null,
  invite_link     text
);

create unique index invitation_email on invitation (organization_id, email);
