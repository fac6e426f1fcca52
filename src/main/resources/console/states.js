// The states of a tenant, and the operations that each state allows. The console hides operations that the server would
// refuse, but the server makes the decision.

export const STATES = {
  PROVISIONING: { text: 'Provisioning', color: 'blue' },
  ACTIVE: { text: 'Active', color: 'green' },
  SUSPENDED: { text: 'Suspended', color: 'gold' },
  ARCHIVED: { text: 'Archived', color: 'grey' },
  ADOPTING: { text: 'Adopting', color: 'blue' },
  RELEASING: { text: 'Releasing', color: 'blue' },
  DROPPING: { text: 'Dropping', color: 'red' },
};

const OPERATIONS = {
  ACTIVE: ['rename', 'suspend', 'archive', 'drop'],
  SUSPENDED: ['resume', 'rename', 'archive', 'drop'],
  ARCHIVED: ['restore', 'drop'],
};

/** True if a migration of all tenants would include this tenant. An archived tenant is migrated when it is restored. */
export function isBehind(tenant, version) {
  return tenant.schemaVersion < version && (tenant.state === 'ACTIVE' || tenant.state === 'SUSPENDED');
}

/**
 * @param {{manage: boolean, grantAccess: boolean}} rights the operator's rights
 * @returns {string[]} the tenant's operations, in the order of the menu
 */
export function operationsFor(tenant, version, { manage, grantAccess }) {
  const operations = OPERATIONS[tenant.state] ?? [];
  return [
    ...(manage && isBehind(tenant, version) ? ['migrate'] : []),
    ...(grantAccess && operations.length > 0 ? ['access'] : []),
    ...(manage ? operations : []),
  ];
}

/** How many of a migration job's tenants are finished, in percent and rounded down. */
export function percentDone(job) {
  return job.total === 0 ? 100 : Math.floor(((job.total - job.remaining) / job.total) * 100);
}
