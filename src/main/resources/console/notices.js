// What has happened, said in a corner of the page and to screen readers.

import { button, element } from './dom.js';

const SUCCESS_MILLISECONDS = 8000;

export class Notices {
  // Both are there from the start: a live region that comes with its text is not read out.
  #said = element('div', { class: 'pf-v5-c-alert-group pf-m-toast', role: 'status', 'aria-label': 'Notices' });
  #failed = element('div', { class: 'tenants-failure', role: 'alert' });

  /** To be put into the page, the first one over everything and the second where failures are to stand. */
  get elements() {
    return [this.#said, this.#failed];
  }

  done(text) {
    const item = element('div', { class: 'pf-v5-c-alert-group__item' }, alert('success', 'Done', text));
    this.#failed.replaceChildren();
    this.#said.append(item);
    setTimeout(() => item.remove(), SUCCESS_MILLISECONDS);
  }

  /** Stays until it is closed, or something else has worked out. */
  failed(text) {
    const close = button('', 'plain', { 'aria-label': 'Close', click: () => this.#failed.replaceChildren() });
    close.append('✕');
    this.#failed.replaceChildren(alert('danger', 'Failed', text,
      element('div', { class: 'pf-v5-c-alert__action' }, close)));
  }
}

/** @param {string} kind success, danger, warning or info */
export function alert(kind, prefix, text, ...more) {
  return element('div', { class: `pf-v5-c-alert pf-m-inline pf-m-${kind}` },
    element('div', { class: 'pf-v5-c-alert__icon', 'aria-hidden': 'true' },
      { success: '✓', danger: '!', warning: '!', info: 'i' }[kind]),
    element('p', { class: 'pf-v5-c-alert__title' },
      element('span', { class: 'pf-v5-screen-reader' }, `${prefix}: `), text),
    ...more);
}
