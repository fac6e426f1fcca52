// The view of former names: each is kept for the realm that had it, until an operator frees it.

import { ask } from './dialog.js';
import { button, element } from './dom.js';
import { date } from './format.js';

/** How many are shown; a search shows the others. */
const SHOWN = 100;
const TYPING_MILLISECONDS = 300;

/**
 * @param api to ask
 * @param {boolean} manage whether the operator may free names
 * @param {{done: (text: string) => void, failed: (failure: Error) => void,
 *          fatal: (failure: Error) => boolean}} listener
 */
export async function namesView(api, manage, { done, failed, fatal }) {
  const search = element('input', { type: 'search', id: 'name-search', autocomplete: 'off', spellcheck: 'false' });
  const body = element('tbody', { class: 'pf-v5-c-table__tbody', role: 'rowgroup' });
  const summary = element('p', { class: 'tenants-count', role: 'status' });
  const free = (name) => ask({
    title: `Free the name ${name}?`, action: 'Free', danger: true, fatal,
    text: ['The name is a part of an issuer. Applications that still trust that issuer will trust the tokens of the'
      + ' realm that gets the name next.'],
    send: async () => {
      await api.delete(`/former-names/${encodeURIComponent(name)}`);
      done(`The name ${name} is free.`);
      await refresh();
    },
  });
  const refresh = async () => {
    const names = await api.get('/former-names', { search: search.value, max: SHOWN });
    body.replaceChildren(...names.map((kept) => row(kept, manage ? () => free(kept.name) : null)));
    summary.replaceChildren(summaryOf(names.length));
  };
  let typing;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => refresh().catch(failed), TYPING_MILLISECONDS);
  });
  await refresh();
  const columns = ['Name', 'Since', 'Tenant now', ...(manage ? ['Actions'] : [])];
  return element('div', {},
    element('p', {}, 'A tenant that is renamed or dropped leaves its name here. No other realm gets it until it is freed.'),
    element('div', { class: 'tenants-toolbar', role: 'search' },
      element('div', { class: 'tenants-control' },
        element('label', { for: 'name-search' }, 'Search'),
        element('span', { class: 'pf-v5-c-form-control' }, search))),
    element('div', { class: 'tenants-table' },
      element('table', { class: 'pf-v5-c-table pf-m-grid-lg pf-m-compact', role: 'table', 'aria-label': 'Former names' },
        element('thead', { class: 'pf-v5-c-table__thead', role: 'rowgroup' },
          element('tr', { class: 'pf-v5-c-table__tr', role: 'row' },
            columns.map((column) => element('th', { class: 'pf-v5-c-table__th', scope: 'col', role: 'columnheader' },
              column)))),
        body)),
    summary);
}

function summaryOf(count) {
  if (count === 0) {
    return 'No former names.';
  }
  return count < SHOWN ? `${count} of ${count}` : `The first ${SHOWN}: search for others.`;
}

function row({ name, since, tenant }, free) {
  const cells = [
    element('td', { 'data-label': 'Since' }, element('time', { datetime: since }, date(since))),
    element('td', { 'data-label': 'Tenant now' }, tenant ?? 'dropped'),
    ...(free === null ? [] : [element('td', { 'data-label': 'Actions' },
      button('Free', 'secondary', { 'aria-label': `Free ${name}`, click: free }))]),
  ];
  cells.forEach((cell) => {
    cell.classList.add('pf-v5-c-table__td');
    cell.setAttribute('role', 'cell');
  });
  return element('tr', { class: 'pf-v5-c-table__tr', role: 'row', 'data-name': name },
    element('th', { class: 'pf-v5-c-table__th', scope: 'row', role: 'rowheader', 'data-label': 'Name' }, name), cells);
}
