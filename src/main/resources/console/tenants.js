// The view of all tenants: search, a page of a table, and what may be done with each.

import { button, element } from './dom.js';
import { bytes, counted, date, number } from './format.js';
import { isBehind, STATES, verbsFor } from './life.js';
import { menu } from './menu.js';
import { TEXTS } from './verbs.js';

const PAGE = 20;
const TYPING_MILLISECONDS = 300;
const COLUMNS = ['Name', 'Display name', 'State', 'Schema', 'Users', 'Size', 'Created', 'Actions'];

export class TenantsView {
  #api;
  #console;
  #verbs;
  #failed;
  #first = 0;
  #count = 0;
  /** Of answers that come out of order the last question's is shown. */
  #asked = 0;
  #body = element('tbody', { class: 'pf-v5-c-table__tbody', role: 'rowgroup' });
  #summary = element('p', { class: 'tenants-count', role: 'status' });
  #search = element('input', { type: 'search', id: 'search', autocomplete: 'off', spellcheck: 'false' });
  #state = element('select', { id: 'state' }, element('option', { value: '' }, 'All states'),
    Object.entries(STATES).map(([value, { text }]) => element('option', { value }, text)));
  #previous = button('Previous', 'secondary', { click: () => this.#turn(-PAGE) });
  #next = button('Next', 'secondary', { click: () => this.#turn(PAGE) });

  constructor(api, console, { verbs, failed }) {
    this.#api = api;
    this.#console = console;
    this.#verbs = verbs;
    this.#failed = failed;
    let typing;
    this.#search.addEventListener('input', () => {
      clearTimeout(typing);
      typing = setTimeout(() => this.#begin(), TYPING_MILLISECONDS);
    });
    this.#state.addEventListener('change', () => this.#begin());
  }

  /** @param {Node[]} actions buttons for all tenants together */
  element(actions) {
    const columns = this.#hasActions ? COLUMNS : COLUMNS.slice(0, -1);
    return element('div', {},
      element('div', { class: 'tenants-toolbar', role: 'search' },
        this.#labelled('search', 'Search', this.#search), this.#labelled('state', 'State', this.#state),
        element('div', { class: 'tenants-toolbar-actions' }, actions)),
      element('div', { class: 'tenants-table' },
        element('table', { class: 'pf-v5-c-table pf-m-grid-lg pf-m-compact', role: 'table', 'aria-label': 'Tenants' },
          element('thead', { class: 'pf-v5-c-table__thead', role: 'rowgroup' },
            element('tr', { class: 'pf-v5-c-table__tr', role: 'row' },
              columns.map((column) => element('th', { class: 'pf-v5-c-table__th', scope: 'col', role: 'columnheader' },
                column === 'Actions' ? element('span', { class: 'pf-v5-screen-reader' }, column) : column)))),
          this.#body)),
      element('nav', { class: 'tenants-pages', 'aria-label': 'Pages' }, this.#summary, this.#previous, this.#next));
  }

  get #hasActions() {
    return this.#console.manage || this.#console.grantAccess;
  }

  #labelled(id, text, control) {
    return element('div', { class: 'tenants-control' },
      element('label', { for: id }, text), element('span', { class: 'pf-v5-c-form-control' }, control));
  }

  #begin() {
    this.#first = 0;
    return this.refresh();
  }

  #turn(step) {
    this.#first = Math.max(0, this.#first + step);
    return this.refresh();
  }

  /** Asks for what is shown once more. */
  async refresh() {
    const asked = ++this.#asked;
    const query = { search: this.#search.value, state: this.#state.value };
    try {
      const [tenants, count] = await Promise.all([
        this.#api.get('', { ...query, first: this.#first, max: PAGE }),
        this.#api.get('/count', query),
      ]);
      if (asked !== this.#asked) {
        return;
      }
      if (tenants.length === 0 && this.#first > 0) {
        this.#turn(-PAGE); // the last one of a page has gone
        return;
      }
      this.#count = count;
      this.#show(tenants);
    } catch (failure) {
      this.#failed(failure);
    }
  }

  #show(tenants) {
    if (this.#body.querySelector(':popover-open') !== null) {
      // Somebody is about to choose: not away from under their hand.
      this.#body.addEventListener('toggle', () => this.refresh(), { capture: true, once: true });
      return;
    }
    const focused = this.#body.contains(document.activeElement)
      ? document.activeElement.closest('tr').dataset.tenant : null;
    const last = this.#first + tenants.length;
    this.#summary.replaceChildren(this.#count === 0
      ? 'No tenants found.'
      : `${number(this.#first + 1)}–${number(last)} of ${counted(this.#count, 'tenant')}`);
    this.#previous.disabled = this.#first === 0;
    this.#next.disabled = last >= this.#count;
    const usages = [];
    this.#body.replaceChildren(...tenants.map((tenant) => this.#row(tenant, usages)));
    if (focused !== null) {
      const row = [...this.#body.children].find(({ dataset }) => dataset.tenant === focused);
      (row?.querySelector('button') ?? this.#search).focus();
    }
    this.#fill(usages, this.#asked);
  }

  #row(tenant, usages) {
    const users = element('span', {}, '…');
    const size = element('span', {}, '…');
    usages.push({ tenant, users, size });
    const { text, color } = STATES[tenant.state];
    const cells = [
      element('td', { 'data-label': 'Display name' }, tenant.displayName),
      element('td', { 'data-label': 'State' }, label(text, color),
        tenant.purgeAfter === undefined ? null
          : element('div', { class: 'tenants-small' }, `until ${date(tenant.purgeAfter)}`)),
      element('td', { 'data-label': 'Schema' }, String(tenant.schemaVersion),
        isBehind(tenant, this.#console.schemaVersion) ? [' ', label('behind', 'orange')] : null),
      element('td', { 'data-label': 'Users' }, users),
      element('td', { 'data-label': 'Size' }, size),
      element('td', { 'data-label': 'Created' },
        element('time', { datetime: tenant.createdAt }, date(tenant.createdAt))),
    ];
    const verbs = verbsFor(tenant, this.#console.schemaVersion, this.#console);
    if (this.#hasActions) {
      cells.push(element('td', { class: 'pf-v5-c-table__action' }, verbs.length === 0 ? null
        : menu(`Actions for ${tenant.name}`, verbs.map((verb) => (
          { name: verb, text: TEXTS[verb], danger: verb === 'drop', run: () => this.#verbs.run(verb, tenant) })))));
    }
    cells.forEach((cell) => {
      cell.classList.add('pf-v5-c-table__td');
      cell.setAttribute('role', 'cell');
    });
    return element('tr', { class: 'pf-v5-c-table__tr', role: 'row', 'data-tenant': tenant.name },
      element('th', { class: 'pf-v5-c-table__th', scope: 'row', role: 'rowheader', 'data-label': 'Name' }, tenant.name),
      cells);
  }

  /** Tenant by tenant: one whose database is out keeps nobody from seeing the others. */
  async #fill(usages, asked) {
    for (const { tenant, users, size } of usages) {
      if (asked !== this.#asked) {
        return;
      }
      try {
        if (tenant.state === 'ACTIVE' || tenant.state === 'SUSPENDED') {
          const usage = await this.#api.get(`/${encodeURIComponent(tenant.name)}/usage`);
          users.replaceChildren(number(usage.users));
          size.replaceChildren(bytes(usage.bytes));
          continue;
        }
      } catch (failure) {
        users.title = failure.message;
      }
      users.replaceChildren('–');
      size.replaceChildren('–');
    }
  }
}

function label(text, color) {
  return element('span', { class: `pf-v5-c-label pf-m-${color}` },
    element('span', { class: 'pf-v5-c-label__content' }, element('span', { class: 'pf-v5-c-label__text' }, text)));
}
