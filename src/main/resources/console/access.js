// The view of one tenant's access: who of master's users may administer its realm for a time.

import { ask } from './dialog.js';
import { button, element } from './dom.js';
import { Field } from './field.js';
import { time } from './format.js';

/**
 * @param api to ask
 * @param {string} tenant its name
 * @param {boolean} grant whether the operator may grant access and take it back
 * @param {{done: (text: string) => void, fatal: (failure: Error) => boolean}} listener
 */
export async function accessView(api, tenant, grant, { done, fatal }) {
  const path = `/${encodeURIComponent(tenant)}/access`;
  const body = element('tbody', { class: 'pf-v5-c-table__tbody', role: 'rowgroup' });
  const summary = element('p', { class: 'tenants-count', role: 'status' });
  const refresh = async () => {
    const grants = await api.get(path);
    body.replaceChildren(...grants.map((access) => row(access, grant ? () => revoke(access.user) : null)));
    summary.replaceChildren(grants.length === 0 ? 'No access is granted.' : '');
  };
  const revoke = (user) => ask({
    title: `Take back the access of ${user}?`, action: 'Take back', danger: true, fatal,
    text: [`${user} can then no longer administer ${tenant} by this grant.`],
    send: async () => {
      await api.delete(`${path}/${encodeURIComponent(user)}`);
      done(`${user} has no granted access to ${tenant} any more.`);
      await refresh();
    },
  });
  const open = () => ask({
    title: `Grant access to ${tenant}`, action: 'Grant', fatal,
    text: ['The user can administer the realm by Keycloak’s own console and admin API until the time is over.'],
    fields: [
      new Field('user', 'User', { help: 'The name of a user of realm master. Left empty, it is you.' }),
      new Field('minutes', 'Minutes', { type: 'number', value: '60', required: true }),
      new Field('reason', 'Reason', { required: true, help: 'For the records, such as the number of a ticket.' }),
      new Field('roles', 'Roles', { help: 'Such as view-users, with commas between them. Left empty, all of them.' }),
    ],
    send: async (values) => {
      const granted = await api.post(path, { body: accessRequest(values) });
      done(`${granted.user} can administer ${tenant} until ${time(granted.until)}.`);
      await refresh();
    },
  });
  await refresh();
  const columns = ['User', 'Until', 'Granted by', 'Reason', 'Roles', ...(grant ? ['Actions'] : [])];
  return element('div', {},
    element('p', {}, 'Users of realm master who can administer the tenant’s realm for a time.'),
    element('div', { class: 'tenants-toolbar' },
      element('a', { href: '#tenants' }, 'All tenants'),
      element('div', { class: 'tenants-toolbar-actions' },
        grant ? button('Grant access', 'primary', { id: 'grant', click: open }) : null)),
    element('div', { class: 'tenants-table' },
      element('table', { class: 'pf-v5-c-table pf-m-grid-lg pf-m-compact', role: 'table', 'aria-label': 'Access' },
        element('thead', { class: 'pf-v5-c-table__thead', role: 'rowgroup' },
          element('tr', { class: 'pf-v5-c-table__tr', role: 'row' },
            columns.map((column) => element('th', { class: 'pf-v5-c-table__th', scope: 'col', role: 'columnheader' },
              column)))),
        body)),
    summary);
}

/** What is left empty is left out. What is no number is the server's to refuse. */
export function accessRequest({ user, minutes, reason, roles }) {
  const names = roles.split(',').map((name) => name.trim()).filter((name) => name !== '');
  return {
    ...(user.trim() === '' ? {} : { user: user.trim() }),
    ...(names.length === 0 ? {} : { roles: names }),
    ...(minutes.trim() === '' ? {} : { minutes: Number(minutes) }),
    reason,
  };
}

function row({ user, until, grantedBy, reason, roles }, revoke) {
  const cells = [
    element('td', { 'data-label': 'Until' }, element('time', { datetime: until }, time(until))),
    element('td', { 'data-label': 'Granted by' }, grantedBy),
    element('td', { 'data-label': 'Reason' }, reason),
    element('td', { 'data-label': 'Roles' }, roles.join(', ')),
    ...(revoke === null ? [] : [element('td', { 'data-label': 'Actions' },
      button('Take back', 'secondary', { 'aria-label': `Take back the access of ${user}`, click: revoke }))]),
  ];
  cells.forEach((cell) => {
    cell.classList.add('pf-v5-c-table__td');
    cell.setAttribute('role', 'cell');
  });
  return element('tr', { class: 'pf-v5-c-table__tr', role: 'row', 'data-user': user },
    element('th', { class: 'pf-v5-c-table__th', scope: 'row', role: 'rowheader', 'data-label': 'User' }, user), cells);
}
