-- The tables of a tenant: users, events and invitations.
-- A user is one row, which also has all objects that the user owns, such as credentials. So a login reads one row by
-- one index. A change of a user is one UPDATE, which locks the row and merges the change into it.
-- docs/reference/schema.md has queries that show roles, attributes and credentials as rows.
-- Ids of realms, roles, groups, clients and client scopes are ids from Keycloak's own tables. There are no foreign keys
-- to these tables, since Keycloak's tables may be in another database.

create table users (
  id                     text primary key,
  plain_id               boolean not null default false,  -- true if Keycloak's id lacks the "f:component:"
  username               text not null,     -- lower case, as everywhere in Keycloak
  email                  text,              -- lower case
  email_shared           boolean not null,  -- true if the realm allowed duplicate e-mails when the e-mail was set
  first_name             text,
  last_name              text,
  email_verified         boolean not null,
  enabled                boolean not null,
  not_before             integer not null,  -- seconds since the epoch; the user's earlier tokens are invalid
  created_at             bigint,            -- milliseconds since the epoch, like all times below in this table
  modified_at            bigint,
  federation_link        text,
  service_account_client text,
  attributes             jsonb not null default '{}',   -- {name: [value, …]}
  required_actions       text[] not null default '{}',
  role_ids               text[] not null default '{}',
  groups                 jsonb not null default '{}',   -- {group id: type of membership}
  password               jsonb,                         -- {id, position, label, created_at, secret_data, credential_data}
  credentials            jsonb not null default '{}',   -- all other credentials: {id: {type, position, …}}
  broker_links           jsonb not null default '{}',   -- {identity provider: {user_id, username, token}}
  consents               jsonb not null default '{}',   -- {client id: {created_at, updated_at, scopes: [{id, parameter}, …]}}
  verifiable_credentials jsonb not null default '{}',   -- {client scope id: {id, revision, user_attributes, …}}
  issued_credentials     jsonb not null default '{}',   -- {id: {credential_id, client_id, revision, issued_at, expires_at}}
  found_by               text[] not null default '{}'   -- terms by which lists find the user: see core.user.FoundBy
);

-- Lists of users are in order of user name, and leave out service accounts. The index has service_account_client, so
-- that a query for a late page skips service accounts and earlier users without reading their rows.
create unique index users_username on users (username) include (service_account_client);

-- No two users have the same e-mail, unless the realm allowed duplicate e-mails when the e-mail was set.
create unique index users_email on users (email, (case when email_shared then id else '' end)) where email is not null;

create index users_found_by on users using gin (found_by);

-- Login events and admin events, if the realm saves events. Both kinds are in one table to save memory: each connection
-- caches the definitions of all tables of each tenant that the connection has served.
create table event (
  kind           text not null,     -- login or admin
  time           bigint not null,
  id             text not null,
  type           text not null,     -- LOGIN, LOGIN_ERROR, …; for an admin event CREATE, UPDATE, DELETE or ACTION
  user_id        text,              -- Keycloak's id of the user; for an admin event, the administrator's id
  client_id      text,
  ip_address     text,
  session_id     text,              -- only for login events
  auth_realm_id  text,              -- only for admin events: the realm in which the administrator signed in
  resource_type  text,              -- only for admin events: the type of the changed object, such as USER
  resource_path  text,              -- only for admin events: the object's path in the admin API, such as users/ID
  representation text,              -- only for admin events: the changed object as JSON, if the realm saves it
  error          text,
  details        jsonb,             -- {name: text}
  primary key (kind, time, id)
);

create index event_user on event (user_id, time) where user_id is not null;

-- Invitations to organizations. The organizations themselves are in Keycloak's own tables.
create table invitation (
  id              text primary key,
  organization_id text not null,
  email           text not null,
  first_name      text,
  last_name       text,
  created_at      integer not null,  -- seconds since the epoch, as in Keycloak's invitations
  expires_at      integer not null,
  invite_link     text
);

create unique index invitation_email on invitation (organization_id, email);
