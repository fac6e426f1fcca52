-- An attempt of one job and an attempt of the next for the same realm are told apart by their number alone: each is higher
-- than all before it. Schemas and Keycloak's database keep the number of the attempt that may write.
create sequence adoption_attempt;
alter table adoption alter column attempt type bigint;
alter table adoption alter column attempt set default nextval('adoption_attempt');
select setval('adoption_attempt', (select coalesce(max(attempt), 0) + 1 from adoption));

-- A tenant in service may have a realm that its admin has disabled: the two are put back each by itself.
alter table adoption add column tenant_state text;  -- of a tenant that is released, when the job began
update adoption set tenant_state = case when enabled then 'ACTIVE' else 'SUSPENDED' end where verb = 'RELEASE';
