// A table in PatternFly's look. On a narrow screen each row becomes a card.

import { element } from './dom.js';

/** The heading of a column of buttons. Only screen readers get this heading. */
export const ACTIONS = 'Actions';

export class Table {
  #columns;
  #attributes;
  body = element('tbody', { class: 'pf-v5-c-table__tbody', role: 'rowgroup' });

  /**
   * @param {string} label for screen readers
   * @param {({name: string, cell: (item) => string | Node | null} | false)[]} columns the cells of the first column are
   *        the headings of the rows; false is left out
   * @param {(item) => object} attributes returns the attributes of an item's row
   */
  constructor(label, columns, attributes = () => ({})) {
    this.#columns = columns.filter((column) => column !== false);
    this.#attributes = attributes;
    const headings = this.#columns.map(({ name }) => element('th',
      { class: 'pf-v5-c-table__th pf-m-nowrap', scope: 'col', role: 'columnheader' },
      name === ACTIONS ? element('span', { class: 'pf-v5-screen-reader' }, name) : name));
    this.element = element('div', { class: 'tenants-table' },
      element('table', { class: 'pf-v5-c-table pf-m-grid-lg pf-m-compact', role: 'table', 'aria-label': label },
        element('thead', { class: 'pf-v5-c-table__thead', role: 'rowgroup' },
          element('tr', { class: 'pf-v5-c-table__tr', role: 'row' }, headings)),
        this.body));
  }

  /** Replaces all rows. */
  show(items) {
    this.body.replaceChildren(...items.map((item) => element('tr',
      { class: 'pf-v5-c-table__tr', role: 'row', ...this.#attributes(item) },
      this.#columns.map(({ name, cell }, index) => (index === 0
        ? element('th', { class: 'pf-v5-c-table__th', scope: 'row', role: 'rowheader', 'data-label': name }, cell(item))
        : element('td', name === ACTIONS
          ? { class: 'pf-v5-c-table__td pf-v5-c-table__action', role: 'cell' }
          : { class: 'pf-v5-c-table__td', role: 'cell', 'data-label': name }, cell(item)))))));
  }
}
