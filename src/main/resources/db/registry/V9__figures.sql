-- How long a tenant's birth took: until it was in service. Null where nobody watched, or a crash came in between.
alter table tenant add column in_service_at timestamptz;
create index tenant_in_service on tenant (in_service_at desc) where in_service_at is not null;

-- What all tenants together have, once a day: what can't be counted afterwards.
create table figures_of_day (
  day   date primary key,  -- in UTC
  users bigint not null,
  bytes bigint not null
);
