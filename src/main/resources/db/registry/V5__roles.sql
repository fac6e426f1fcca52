-- The role that owns a tenant's schema, taken on by the pool's own for one transaction at a time; null is the pool's own.
alter table tenant add column role_name text unique;
