-- A link makes one tenant: the transaction that enters the tenant claims the link, and the one that puts the tenant
-- into service deletes it. A tenant that is not made after all gives the link back.
alter table sign_up add column realm_id text unique references tenant (realm_id) on delete set null;

-- True if the tenant comes from the sign-up page.
alter table tenant add column signed_up boolean not null default false;
