// The view of the list of tenants, with a search, pages, and a menu of operations for each tenant.

import { button, element } from './dom.js';
import { labelled } from './field.js';
import { bytes, counted, date, number } from './format.js';
import { menu } from './menu.js';
import { TEXTS } from './operations.js';
import { searchField } from './search.js';
import { isBehind, operationsFor, STATES } from './states.js';
import { ACTIONS, Table } from './table.js';

const PAGE = 20;

export class TenantsView {
  #api;
  #console;
  #operations;
  #failed;
  #first = 0;
  /** The number of requests so far. Only the answer to the latest request is shown. */
  #requests = 0;
  /** For each tenant, the cells with its users and size, which need a request for each tenant. */
  #usages = new Map();
  #table;
  #summary = element('p', { class: 'tenants-count', role: 'status' });
  #search = searchField('search', () => this.#firstPage());
  #state = element('select', { id: 'state', change: () => this.#firstPage() },
    element('option', { value: '' }, 'All states'),
    Object.entries(STATES).map(([value, { text }]) => element('option', { value }, text)));
  #previous = button('Previous', 'secondary', { click: () => this.#leaf(-PAGE) });
  #next = button('Next', 'secondary', { click: () => this.#leaf(PAGE) });

  /**
   * @param console the answer of the API's /console: the operator's rights and the newest schema version
   * @param {{operations: Operations, failed: (failure: Error) => void}} listener
   */
  constructor(api, console, { operations, failed }) {
    this.#api = api;
    this.#console = console;
    this.#operations = operations;
    this.#failed = failed;
    this.#table = new Table('Tenants', [
      { name: 'Name', cell: ({ name }) => name },
      { name: 'Display name', cell: ({ displayName }) => displayName },
      { name: 'State', cell: stateCell },
      { name: 'Schema', cell: (tenant) => [String(tenant.schemaVersion),
        isBehind(tenant, console.schemaVersion) ? [' ', label('behind', 'orange')] : null] },
      { name: 'Users', cell: (tenant) => this.#usages.get(tenant).users },
      { name: 'Size', cell: (tenant) => this.#usages.get(tenant).size },
      { name: 'Created', cell: ({ createdAt }) => element('time', { datetime: createdAt }, date(createdAt)) },
      (console.manage || console.grantAccess) && { name: ACTIONS, cell: (tenant) => this.#menu(tenant) },
    ], ({ name }) => ({ 'data-tenant': name }));
  }

  /** @param {Node[]} actions the buttons beside the search field */
  element(actions) {
    return element('div', {},
      element('div', { class: 'tenants-toolbar', role: 'search' },
        this.#search.element, labelled('State', this.#state),
        element('div', { class: 'tenants-toolbar-actions' }, actions)),
      this.#table.element,
      element('nav', { class: 'tenants-pages', 'aria-label': 'Pages' }, this.#summary, this.#previous, this.#next));
  }

  #firstPage() {
    this.#first = 0;
    return this.refresh();
  }

  #leaf(step) {
    this.#first = Math.max(0, this.#first + step);
    return this.refresh();
  }

  /** Loads the current page again. */
  async refresh() {
    const request = ++this.#requests;
    const query = { search: this.#search.input.value, state: this.#state.value };
    try {
      const [tenants, count] = await Promise.all([
        this.#api.get('', { ...query, first: this.#first, max: PAGE }),
        this.#api.get('/count', query),
      ]);
      if (request !== this.#requests) {
        return;
      }
      if (tenants.length === 0 && this.#first > 0) {
        this.#leaf(-PAGE); // the page is empty since its last tenant was dropped
        return;
      }
      this.#show(tenants, count);
    } catch (failure) {
      if (request === this.#requests) {
        this.#failed(failure);
      }
    }
  }

  #show(tenants, count) {
    const { body } = this.#table;
    if (body.querySelector(':popover-open') !== null) {
      // Rows are not replaced while a menu is open. They are refreshed when the menu closes.
      body.addEventListener('toggle', () => this.refresh(), { capture: true, once: true });
      return;
    }
    const focused = body.contains(document.activeElement) ? document.activeElement.closest('tr').dataset.tenant : null;
    const last = this.#first + tenants.length;
    this.#summary.replaceChildren(count === 0
      ? 'No tenants found.'
      : `${number(this.#first + 1)}–${number(last)} of ${counted(count, 'tenant')}`);
    this.#previous.disabled = this.#first === 0;
    this.#next.disabled = last >= count;
    this.#usages = new Map(tenants.map((tenant) => [tenant,
      { users: element('span', {}, '…'), size: element('span', {}, '…') }]));
    this.#table.show(tenants);
    if (focused !== null) {
      const row = [...body.children].find(({ dataset }) => dataset.tenant === focused);
      (row?.querySelector('button') ?? this.#search.input).focus();
    }
    this.#count(this.#usages, this.#requests);
  }

  #menu(tenant) {
    const operations = operationsFor(tenant, this.#console.schemaVersion, this.#console);
    return operations.length === 0 ? null : menu(`Actions for ${tenant.name}`, operations.map((operation) => ({
      name: operation, text: TEXTS[operation], danger: operation === 'drop',
      run: () => this.#operations.run(operation, tenant),
    })));
  }

  /** Sends one request for each tenant, so that an unavailable database affects only the tenants in it. */
  async #count(usages, request) {
    for (const [tenant, { users, size }] of usages) {
      if (request !== this.#requests) {
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

function stateCell({ state, purgeAfter }) {
  const { text, color } = STATES[state];
  return [label(text, color),
    purgeAfter === undefined ? null : element('div', { class: 'tenants-small' }, `until ${date(purgeAfter)}`)];
}

function label(text, color) {
  return element('span', { class: `pf-v5-c-label pf-m-${color}` },
    element('span', { class: 'pf-v5-c-label__content' }, element('span', { class: 'pf-v5-c-label__text' }, text)));
}
