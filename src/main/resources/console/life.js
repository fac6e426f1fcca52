// What may be done with a tenant, by its state. The server decides; this keeps buttons away that it would refuse.

export const STATES = {
  PROVISIONING: { text: 'Provisioning', color: 'blue' },
  ACTIVE: { text: 'Active', color: 'green' },
  SUSPENDED: { text: 'Suspended', color: 'gold' },
  ARCHIVED: { text: 'Archived', color: 'grey' },
  ADOPTING: { text: 'Adopting', color: 'blue' },
  RELEASING: { text: 'Releasing', color: 'blue' },
  DROPPING: { text: 'Dropping', color: 'red' },
};

const VERBS = {
  ACTIVE: ['rename', 'suspend', 'archive', 'drop'],
  SUSPENDED: ['resume', 'rename', 'archive', 'drop'],
  ARCHIVED: ['restore', 'drop'],
};

/** Archived ones are migrated when they are restored. */
export function isBehind(tenant, version) {
  return tenant.schemaVersion < version && (tenant.state === 'ACTIVE' || tenant.state === 'SUSPENDED');
}

/**
 * @param {{manage: boolean, grantAccess: boolean}} rights of the operator
 * @returns {string[]} verbs in the order in which they are offered
 */
export function verbsFor(tenant, version, { manage, grantAccess }) {
  const verbs = VERBS[tenant.state] ?? [];
  return [
    ...(manage && isBehind(tenant, version) ? ['migrate'] : []),
    ...(grantAccess && verbs.length > 0 ? ['access'] : []),
    ...(manage ? verbs : []),
  ];
}

/** How much of a migration job is behind it, in whole percent. */
export function percentDone(job) {
  return job.total === 0 ? 100 : Math.floor(((job.total - job.remaining) / job.total) * 100);
}
