-- Who has signed up and not yet followed the link in the mail: nothing else of that tenant exists.
create table sign_up (
  token_digest    text primary key,      -- SHA-256; the token itself is in the mail alone
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

-- How often somebody has sent a form that anybody may send, for as long as that is limited.
create table form_use (
  sender   text primary key,             -- keyed digest of the form and of an address: tells nobody whose
  uses     integer not null,
  until_at timestamptz not null
);
create index form_use_until on form_use (until_at);
