-- Users of a realm that was a stock one before keep the ids that Keycloak had given them: tokens, offline sessions and
-- permissions name them by these.

alter table users
  add column plain_id boolean not null default false;  -- for Keycloak the id is the user's whole id, without a component
