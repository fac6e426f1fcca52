// The view of tenants' former names. A former name is reserved for the realm that had it, until an operator frees it.

import { ask } from './dialog.js';
import { button, element } from './dom.js';
import { date } from './format.js';
import { searchField } from './search.js';
import { ACTIONS, Table } from './table.js';

/** The maximum number of rows. To see other names, the operator searches. */
const MAX = 100;

/**
 * @param {boolean} manage whether the operator may free names
 * @param {{done: (text: string) => void, failed: (failure: Error) => void,
 *          fatal: (failure: Error) => boolean}} listener
 */
export async function namesView(api, manage, { done, failed, fatal }) {
  const search = searchField('name-search', () => refresh().catch(failed));
  const summary = element('p', { class: 'tenants-count', role: 'status' });
  const table = new Table('Former names', [
    { name: 'Name', cell: ({ name }) => name },
    { name: 'Since', cell: ({ since }) => element('time', { datetime: since }, date(since)) },
    { name: 'Tenant now', cell: ({ tenant }) => tenant ?? 'none' },
    manage && { name: ACTIONS,
      cell: ({ name }) => button('Free', 'secondary', { 'aria-label': `Free ${name}`, click: () => free(name) }) },
  ], ({ name }) => ({ 'data-name': name }));
  const free = (name) => ask({
    title: `Free the name ${name}?`, action: 'Free', danger: true, fatal,
    text: ['The name is part of an issuer. Applications that still trust this issuer will trust the tokens of the next'
      + ' realm with this name.'],
    send: async () => {
      await api.delete(`/former-names/${encodeURIComponent(name)}`);
      done(`The name ${name} is free.`);
      await refresh();
    },
  });
  let requests = 0;
  const refresh = async () => {
    const request = ++requests;
    try {
      const names = await api.get('/former-names', { search: search.input.value, max: MAX });
      if (request === requests) { // only the answer to the latest request is shown
        table.show(names);
        summary.replaceChildren(summaryOf(names.length));
      }
    } catch (failure) {
      if (request === requests) {
        throw failure;
      }
    }
  };
  await refresh();
  return element('div', {},
    element('p', {}, 'Former names of renamed and dropped tenants. No other realm can get such a name until you free it.'),
    element('div', { class: 'tenants-toolbar', role: 'search' }, search.element),
    table.element,
    summary);
}

function summaryOf(count) {
  if (count === 0) {
    return 'No former names.';
  }
  return count < MAX ? `${count} of ${count}` : `The first ${MAX}. Search to see others.`;
}
