-- A tenant's users and all that they own. Ids of realms, roles, groups, clients and client scopes are Keycloak's own;
-- they can't be foreign keys, since Keycloak may live in another database.

create table users (
  id                     text primary key,
  username               text not null,     -- lower case, as everywhere in Keycloak
  email                  text,              -- lower case
  email_shared           boolean not null,  -- the realm let several users have one e-mail when it was set
  first_name             text,
  last_name              text,
  email_verified         boolean not null,
  enabled                boolean not null,
  not_before             integer not null,  -- seconds since the epoch: tokens issued earlier are void
  created_at             bigint,            -- milliseconds since the epoch, as Keycloak counts
  modified_at            bigint,
  federation_link        text,
  service_account_client text
);
create unique index users_username_key on users (username);
create unique index users_email_key on users (email) where not email_shared;
create index users_email on users (email) where email_shared;
create index users_service_account on users (service_account_client) where service_account_client is not null;

create table user_attribute (
  user_id  text not null references users on delete cascade,
  name     text not null,
  position integer not null,
  value    text not null,
  primary key (user_id, name, position)
);
-- Long values would not fit into an index; those that agree so far are compared whole.
create index user_attribute_value on user_attribute (name, left(lower(value), 200));

create table required_action (
  user_id text not null references users on delete cascade,
  action  text not null,
  primary key (user_id, action)
);

create table role_mapping (
  user_id text not null references users on delete cascade,
  role_id text not null,
  primary key (user_id, role_id)
);
create index role_mapping_role on role_mapping (role_id);

create table group_membership (
  user_id         text not null references users on delete cascade,
  group_id        text not null,
  membership_type text not null,
  primary key (user_id, group_id)
);
create index group_membership_group on group_membership (group_id);

create table credential (
  id              text primary key,
  user_id         text not null references users on delete cascade,
  position        integer not null,  -- the order in which a user's credentials are tried and shown
  type            text not null,
  label           text,
  created_at      bigint,
  secret_data     text,
  credential_data text
);
create index credential_user on credential (user_id, position);
-- Two sessions that set a user's password at the same time must not leave two of them.
create unique index credential_password on credential (user_id) where type = 'password';

create table consent (
  user_id    text not null references users on delete cascade,
  client_id  text not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (user_id, client_id)
);
create index consent_client on consent (client_id);

create table consent_scope (
  user_id   text not null,
  client_id text not null,
  scope_id  text not null,
  parameter text,
  foreign key (user_id, client_id) references consent on delete cascade,
  unique nulls not distinct (user_id, client_id, scope_id, parameter)
);
create index consent_scope_scope on consent_scope (scope_id);

create table broker_link (
  user_id         text not null references users on delete cascade,
  provider        text not null,
  broker_user_id  text,
  broker_username text,
  token           text,
  primary key (user_id, provider)
);
create index broker_link_identity on broker_link (provider, broker_user_id);

create table verifiable_credential (
  id              text primary key,
  user_id         text not null references users on delete cascade,
  client_scope_id text not null,
  revision        text not null,
  user_attributes text,
  created_at      bigint,
  updated_at      bigint,
  unique (user_id, client_scope_id)
);
create index verifiable_credential_scope on verifiable_credential (client_scope_id);

create table issued_verifiable_credential (
  id            text primary key,
  user_id       text not null references users on delete cascade,
  credential_id text not null references verifiable_credential on delete cascade,
  client_id     text,
  revision      text,
  issued_at     bigint,
  expires_at    bigint
);
create index issued_verifiable_credential_user on issued_verifiable_credential (user_id);
create index issued_verifiable_credential_credential on issued_verifiable_credential (credential_id);
