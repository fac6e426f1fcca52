// The view of the platform's figures.

import { element } from './dom.js';
import { bytes, counted, date, number } from './format.js';
import { STATES } from './life.js';
import { bars, plot } from './plot.js';

/**
 * @param api to ask
 * @param {number} version of the schema that this server brings tenants to
 */
export async function figuresView(api, version) {
  const figures = await api.get('/statistics', { days: 90 });
  return element('div', { class: 'tenants-figures' },
    tenantsOverTime(figures.days), usersOverTime(figures.days), births(figures.provisioningTimes),
    schemas(figures.schemaVersions, version), states(figures.states));
}

function tenantsOverTime(days) {
  const last = days.at(-1);
  return plot({
    title: 'Tenants over time',
    summary: `${counted(last.tenants, 'tenant')} today, ${number(days[0].tenants)} ninety days ago.`,
    points: days.map(({ day, tenants }) => ({ label: date(day), value: tenants })),
    shown: number,
    columns: ['Day', 'Tenants'],
  });
}

/** Nobody can count yesterday's users: the line begins on the day of the first count. */
function usersOverTime(days) {
  const counts = days.filter(({ users }) => users !== undefined);
  const last = counts.at(-1);
  return plot({
    title: 'Users over time',
    summary: last === undefined
      ? 'They have not been counted yet; that is done once a day.'
      : `${counted(last.users, 'user')} and ${bytes(last.bytes)} on ${date(last.day)}, without archived tenants.`,
    points: days.map(({ day, users }) => ({ label: date(day), value: users ?? null })),
    shown: number,
    columns: ['Day', 'Users'],
  });
}

function births(all) {
  const times = all.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const middle = times[Math.floor(times.length / 2)];
  return plot({
    title: 'Provisioning time',
    summary: times.length === 0
      ? 'No birth has been timed yet.'
      : `The latest ${counted(times.length, 'birth')}: median ${number(middle)} ms, at most ${number(times.at(-1))}.`,
    points: all.map(({ tenant, createdAt, milliseconds }) => (
      { label: date(createdAt), name: tenant, value: milliseconds })),
    shown: (value) => `${number(value)} ms`,
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
