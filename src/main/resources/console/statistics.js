// The view of the statistics of all tenants.

import { element } from './dom.js';
import { bytes, counted, date, number } from './format.js';
import { bars, plot } from './plot.js';
import { STATES } from './states.js';

/** @param {number} version the schema version to which this server migrates tenants */
export async function statisticsView(api, version) {
  const statistics = await api.get('/statistics', { days: 90 });
  return element('div', { class: 'tenants-statistics' },
    tenantsOverTime(statistics.days), usersOverTime(statistics.days), provisioningTimes(statistics.provisioningTimes),
    schemas(statistics.schemaVersions, version), states(statistics.states));
}

function tenantsOverTime(days) {
  const last = days.at(-1);
  return plot({
    title: 'Tenants over time',
    summary: `${counted(last.tenants, 'tenant')} today, ${number(days[0].tenants)} on ${date(days[0].day)}.`,
    points: days.map(({ day, tenants }) => ({ label: date(day), value: tenants })),
    format: number,
    columns: ['Day', 'Tenants'],
  });
}

/** The line begins on the day of the first count: the number of users on earlier days is unknown. */
function usersOverTime(days) {
  const last = days.findLast(({ users }) => users !== undefined);
  return plot({
    title: 'Users over time',
    summary: last === undefined
      ? 'Not counted yet. Users are counted once a day.'
      : `${counted(last.users, 'user')} and ${bytes(last.bytes)} on ${date(last.day)}, without archived tenants.`,
    points: days.map(({ day, users }) => ({ label: date(day), value: users ?? null })),
    format: number,
    columns: ['Day', 'Users'],
  });
}

function provisioningTimes(all) {
  const times = all.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const median = times[Math.floor(times.length / 2)];
  return plot({
    title: 'Provisioning time',
    summary: times.length === 0
      ? 'No provisioning time is recorded yet.'
      : `Latest ${counted(times.length, 'tenant')}: median ${number(median)} ms, maximum ${number(times.at(-1))} ms.`,
    points: all.map(({ tenant, createdAt, milliseconds }) => (
      { label: date(createdAt), name: tenant, value: milliseconds })),
    format: (value) => `${number(value)} ms`,
    dots: true,
    columns: ['Tenant', 'Time'],
  });
}

function schemas(versions, newest) {
  const all = Object.entries(versions).map(([version, tenants]) => ({ version: Number(version), tenants }));
  const behind = all.filter(({ version }) => version < newest).reduce((sum, { tenants }) => sum + tenants, 0);
  return bars({
    title: 'Migration state',
    summary: behind === 0
      ? `All tenants have version ${newest} of the schema.`
      : `${counted(behind, 'tenant')} behind version ${newest} of the schema.`,
    bars: all.map(({ version, tenants }) => (
      { label: `Version ${version}`, value: tenants, kind: version < newest ? 'behind' : 'usual' })),
    columns: ['Schema', 'Tenants'],
  });
}

function states(counts) {
  const all = Object.entries(counts);
  return bars({
    title: 'States',
    summary: all.map(([state, tenants]) => `${number(tenants)} ${STATES[state].text.toLowerCase()}`).join(', ') + '.',
    bars: all.map(([state, tenants]) => ({ label: STATES[state].text, value: tenants, kind: STATES[state].color })),
    columns: ['State', 'Tenants'],
  });
}
