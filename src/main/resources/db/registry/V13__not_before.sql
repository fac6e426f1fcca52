-- The not-before date, in seconds, that a tenant's realm had when the tenant went out of service, to be put back. Of a
-- tenant in service it means nothing.
alter table tenant add column not_before integer;
