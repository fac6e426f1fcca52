// The view of the access to one tenant: the users of realm master who can administer the tenant's realm for a time.

import { ask } from './dialog.js';
import { button, element } from './dom.js';
import { Field } from './field.js';
import { time } from './format.js';
import { ACTIONS, Table } from './table.js';

/**
 * @param {string} tenant the tenant's name
 * @param {boolean} grant whether the operator may grant and revoke access
 * @param {{done: (text: string) => void, fatal: (failure: Error) => boolean}} listener
 */
export async function accessView(api, tenant, grant, { done, fatal }) {
  const path = `/${encodeURIComponent(tenant)}/access`;
  const summary = element('p', { class: 'tenants-count', role: 'status' });
  const table = new Table('Access', [
    { name: 'User', cell: ({ user }) => user },
    { name: 'Until', cell: ({ until }) => element('time', { datetime: until }, time(until)) },
    { name: 'Granted by', cell: ({ grantedBy }) => grantedBy },
    { name: 'Reason', cell: ({ reason }) => reason },
    { name: 'Roles', cell: ({ roles }) => roles.join(', ') },
    grant && { name: ACTIONS, cell: ({ user }) => button('Revoke', 'secondary',
      { 'aria-label': `Revoke the access of ${user}`, click: () => revoke(user) }) },
  ], ({ user }) => ({ 'data-user': user }));
  const refresh = async () => {
    const grants = await api.get(path);
    table.show(grants);
    summary.replaceChildren(grants.length === 0 ? 'No access is granted.' : '');
  };
  const revoke = (user) => ask({
    title: `Revoke the access of ${user}?`, action: 'Revoke', danger: true, fatal,
    text: [`${user} can then no longer administer ${tenant} through this grant.`
      + ' Tokens that contain the roles give access until they expire.'],
    send: async () => {
      await api.delete(`${path}/${encodeURIComponent(user)}`);
      done(`The access of ${user} to ${tenant} is revoked.`);
      await refresh();
    },
  });
  const open = () => ask({
    title: `Grant access to ${tenant}`, action: 'Grant', fatal,
    text: ['The user can administer the tenant’s realm by Keycloak’s admin console and admin API until the time is over.'],
    fields: [
      new Field('user', 'User', { help: 'The name of a user of realm master. Default: you.' }),
      new Field('minutes', 'Minutes', { type: 'number', value: '60', required: true }),
      new Field('reason', 'Reason', { required: true, help: 'Recorded with the grant, for example the number of a ticket.' }),
      new Field('roles', 'Roles', { help: 'Separated by commas, for example view-users. Default: all roles.' }),
    ],
    send: async (values) => {
      const granted = await api.post(path, { body: accessRequest(values) });
      done(`${granted.user} can administer ${tenant} until ${time(granted.until)}.`);
      await refresh();
    },
  });
  await refresh();
  return element('div', {},
    element('p', {}, 'Users of realm master who can administer the tenant’s realm for a time.'),
    element('div', { class: 'tenants-toolbar' },
      element('a', { href: '#tenants' }, 'All tenants'),
      element('div', { class: 'tenants-toolbar-actions' },
        grant ? button('Grant access', 'primary', { id: 'grant', click: open }) : null)),
    table.element,
    summary);
}

/** The body of a request to grant access, without empty values. The server checks the number of minutes. */
export function accessRequest({ user, minutes, reason, roles }) {
  const names = roles.split(',').map((name) => name.trim()).filter((name) => name !== '');
  return {
    ...(user.trim() === '' ? {} : { user: user.trim() }),
    ...(names.length === 0 ? {} : { roles: names }),
    ...(minutes.trim() === '' ? {} : { minutes: Number(minutes) }),
    reason,
  };
}
