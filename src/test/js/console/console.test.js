// Tests of the console's logic. Node.js runs them on copies of the files that the server serves.

import assert from 'node:assert/strict';
import { test } from 'node:test';

const { accessRequest } = await import('./access.js');
const { endpointsOf } = await import('./endpoints.js');
const { bytes, counted, duration, suggestedName } = await import('./format.js');
const { namesView } = await import('./names.js');
const { canBeFixed, outcomeOf } = await import('./findings.js');
const { request } = await import('./operations.js');
const { problemsOf } = await import('./problems.js');
const { line, scale, spread, ticks } = await import('./scale.js');
const { isBehind, operationsFor, percentDone, STATES } = await import('./states.js');

test('sizes from 1 kB on have at least two digits', () => {
  assert.deepEqual([0, 830, 1200, 9949, 9960, 48_000_000, 999_600, 3e15].map(bytes),
    ['0 bytes', '830 bytes', '1.2 kB', '9.9 kB', '10 kB', '48 MB', '1.0 MB', '3000 TB']);
});

test('durations are rounded', () => {
  assert.deepEqual([0.4, 89, 90, 5399, 7200].map(duration), ['0 s', '89 s', '2 min', '90 min', '2 h']);
});

test('only a count of one has a singular noun', () => {
  assert.deepEqual([counted(1, 'tenant'), counted(0, 'tenant'), counted(1234, 'tenant')],
    ['1 tenant', '0 tenants', '1,234 tenants']);
});

test('a suggested name is a valid name or empty', () => {
  assert.equal(suggestedName('  Große Bäckerei & Söhne (2026)! '), 'grosse-backerei-sohne-2026');
  assert.equal(suggestedName('山田'), '');
  const long = suggestedName(`${'x'.repeat(62)} y`);
  assert.match(long, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  assert.ok(long.length <= 63);
});

test('only an active or suspended tenant is behind', () => {
  const behind = (state, schemaVersion) => isBehind({ state, schemaVersion }, 4);
  assert.deepEqual([behind('ACTIVE', 3), behind('SUSPENDED', 3), behind('ACTIVE', 4), behind('ARCHIVED', 3)],
    [true, true, false, false]);
});

test('the state decides which operations are offered', () => {
  const operations = (state, schemaVersion = 4) => operationsFor({ state, schemaVersion }, 4, { manage: true, grantAccess: false });
  assert.deepEqual(operations('ACTIVE'), ['rename', 'suspend', 'archive', 'drop']);
  assert.deepEqual(operations('ACTIVE', 3), ['migrate', 'rename', 'suspend', 'archive', 'drop']);
  assert.deepEqual(operations('SUSPENDED'), ['resume', 'rename', 'archive', 'drop']);
  assert.deepEqual(operations('ARCHIVED', 3), ['restore', 'drop']);
  for (const state of ['PROVISIONING', 'ADOPTING', 'RELEASING', 'DROPPING']) {
    assert.deepEqual(operations(state), []);
  }
});

test('a viewer is offered no operations', () => {
  for (const state of Object.keys(STATES)) {
    assert.deepEqual(operationsFor({ state, schemaVersion: 3 }, 4, { manage: false, grantAccess: false }), []);
  }
});

test('the right to grant access adds an operation', () => {
  const operations = (state, manage) => operationsFor({ state, schemaVersion: 4 }, 4, { manage, grantAccess: true });
  assert.deepEqual(operations('ACTIVE', false), ['access']);
  assert.deepEqual(operations('ARCHIVED', true), ['access', 'restore', 'drop']);
  assert.deepEqual(operations('DROPPING', true), []);
});

test('a request for access leaves out empty fields', () => {
  assert.deepEqual(accessRequest({ user: ' ', minutes: '60', reason: 'ticket', roles: '' }),
    { minutes: 60, reason: 'ticket' });
  assert.deepEqual(accessRequest({ user: 'olga', minutes: '', reason: '', roles: 'view-users, view-realm,' }),
    { user: 'olga', roles: ['view-users', 'view-realm'], reason: '' });
});

test('progress is in whole percent, and 100 for a job without tenants', () => {
  assert.equal(percentDone({ total: 3, remaining: 1 }), 66);
  assert.equal(percentDone({ total: 1000, remaining: 1 }), 99);
  assert.equal(percentDone({ total: 0, remaining: 0 }), 100);
});

test('endpoints follow from the address of the page, with any path of Keycloak and any name of its admin realm', () => {
  const endpoints = endpointsOf(new URL('https://id.example/auth/realms/main/tenants/console?x#y'));
  assert.deepEqual(endpoints, {
    page: 'https://id.example/auth/realms/main/tenants/console',
    discovery: 'https://id.example/auth/realms/main/.well-known/openid-configuration',
    token: 'https://id.example/auth/realms/main/protocol/openid-connect/token',
    logout: 'https://id.example/auth/realms/main/protocol/openid-connect/logout',
    tenants: 'https://id.example/auth/admin/realms/main/tenants',
  });
});

/** Replaces a DOM element, so that the test needs no browser. */
class StubElement {
  children = [];
  listeners = {};
  value = '';

  constructor(name) {
    this.name = name;
  }

  setAttribute() {}

  addEventListener(event, listener) {
    this.listeners[event] = listener;
  }

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  get text() {
    return this.children.map((child) => child.text ?? child).join(' ');
  }

  find(name) {
    return this.name === name ? this : this.children.map((child) => child.find?.(name)).find((found) => found);
  }
}

test('a late answer or failure does not replace the answer to a later search', async (context) => {
  globalThis.document = { createElement: (name) => new StubElement(name) };
  context.after(() => delete globalThis.document);
  context.mock.method(globalThis, 'setTimeout', (typed) => typed());
  const answers = {};
  const failures = {};
  const api = { get: (path, { search }) => new Promise((answer, fail) => {
    answers[search] = () => answer([{ name: `found-by-${search}`, since: '2026-11-01T00:00:00Z' }]);
    failures[search] = () => fail(new Error(search));
  }) };
  const opened = namesView(api, false, { failed: assert.fail });
  answers['']();
  const view = await opened;
  const input = view.find('input');
  for (const search of ['first', 'second']) {
    input.value = search;
    input.listeners.input();
  }

  answers.second();
  answers.first();
  await new Promise(setImmediate);

  assert.match(view.find('tbody').text, /found-by-second/);

  for (const search of ['third', 'fourth']) {
    input.value = search;
    input.listeners.input();
  }
  answers.fourth();
  failures.third(); // namesView would call assert.fail
  await new Promise(setImmediate);

  assert.match(view.find('tbody').text, /found-by-fourth/);
});

test('an error names the fields', () => {
  assert.deepEqual(problemsOf(400, { errors: [
    { field: 'name', errorMessage: 'The name admin is reserved' },
    { field: 'user.email', errorMessage: 'error-invalid-email', params: ['email', 'x'] },
    { field: 'user.credentials', errorMessage: 'invalidPasswordMinLengthMessage', params: [12] },
  ] }), [
    { field: 'name', message: 'The name admin is reserved' },
    { field: 'user.email', message: 'This is not a valid email address.' },
    { field: 'user.credentials', message: 'The password must have at least 12 characters.' },
  ]);
  assert.deepEqual(problemsOf(409, { field: 'state', errorMessage: 'Tenant acme is ARCHIVED' }),
    [{ field: 'state', message: 'Tenant acme is ARCHIVED' }]);
});

test('an error without a message gets a message', () => {
  assert.deepEqual(problemsOf(502, null), [{ field: '', message: 'The server answered 502.' }]);
  assert.deepEqual(problemsOf(404, { error: 'Could not find it' }), [{ field: '', message: 'Could not find it' }]);
  assert.equal(problemsOf(403, { error: 'HTTP 403 Forbidden' })[0].message, 'You may not do that.');
});

test('messages of Keycloak become text, and a missing parameter becomes an ellipsis', () => {
  const said = (errorMessage, ...params) => problemsOf(400, { field: 'x', errorMessage, params })[0].message;
  assert.equal(said('error-invalid-length', 'username', 3, 255), 'The value must have 3 to 255 characters.');
  assert.equal(said('error-invalid-length-too-short', 'username'), 'The value must have at least … characters.');
  assert.equal(said('error-of-tomorrow'), 'error-of-tomorrow');
});

test('only what the API can fix has a button', () => {
  assert.equal(canBeFixed({ next: 'tenantry findings --fix SCHEMA_UNMARKED acme' }), true);
  assert.equal(canBeFixed({ next: 'Run: tenantry drift acme. Then put the schema right' }), false);
});

test('a contained finding is not called fixed', () => {
  const finding = { kind: 'SCHEMA_FOREIGN', subject: 'acme' };
  assert.equal(outcomeOf(finding, { fixed: true }), 'SCHEMA_FOREIGN of acme is fixed.');
  assert.equal(outcomeOf(finding, { fixed: false, next: 'Bring it back from a backup' }),
    'SCHEMA_FOREIGN of acme is contained, but not fixed yet. Bring it back from a backup');
});

test('ticks are round and reach the largest value', () => {
  assert.deepEqual(ticks(0), [0, 1]);
  assert.deepEqual(ticks(3), [0, 1, 2, 3]);
  assert.deepEqual(ticks(23), [0, 10, 20, 30]);
  assert.deepEqual(ticks(1476), [0, 500, 1000, 1500]);
  for (let largest = 1; largest < 5000; largest += 7) {
    assert.ok(ticks(largest).at(-1) >= largest);
    assert.ok(ticks(largest).length <= 7);
  }
});

test('a scale maps ends to ends, and an empty range to the start', () => {
  const up = scale([0, 10], [100, 0]);
  assert.deepEqual([up(0), up(5), up(10)], [100, 50, 0]);
  assert.equal(scale([3, 3], [1, 2])(3), 1);
});

test('a line has gaps where values are missing', () => {
  assert.equal(line([null, [0, 1], [2, 3], null, [4, 5]]), 'M0.0,1.0L2.0,3.0M4.0,5.0');
});

test('labels are spread from the first to the last', () => {
  assert.deepEqual(spread(90, 4), [0, 30, 59, 89]);
  assert.deepEqual(spread(2, 4), [0, 1]);
  assert.deepEqual(spread(0, 4), []);
});

test('a request for a tenant leaves out empty fields', () => {
  const empty = { 'user.email': ' ', 'user.firstName': '', 'user.lastName': '' };
  assert.deepEqual(
    request({ name: 'acme', displayName: ' ', 'user.username': 'ada', 'user.credentials': 'secret', temporary: true,
      ...empty }),
    { name: 'acme', user: { username: 'ada',
      credentials: [{ type: 'password', value: 'secret', temporary: true }] } });
});
