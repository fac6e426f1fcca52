// Messages about what happened, on the page and for screen readers.

import { button, element } from './dom.js';

const SUCCESS_MILLISECONDS = 8000;

export class Alerts {
  // Both elements are on the page before they have text: if an element with a live role and its text are added at once,
  // screen readers do not announce the text.
  #successes = element('div', { class: 'pf-v5-c-alert-group pf-m-toast', role: 'status', 'aria-label': 'Alerts' });
  #failures = element('div', { class: 'tenants-failure', role: 'alert' });

  /** The element for successes, which floats above the page, and the element for failures, which is in the page. */
  get elements() {
    return [this.#successes, this.#failures];
  }

  done(text) {
    const item = element('div', { class: 'pf-v5-c-alert-group__item' }, alert('success', 'Done', text));
    this.#failures.replaceChildren();
    this.#successes.append(item);
    setTimeout(() => item.remove(), SUCCESS_MILLISECONDS);
  }

  /** Shows a failure until the operator closes it, or until the next success. */
  failed(text) {
    const close = button('✕', 'plain', { 'aria-label': 'Close', click: () => this.#failures.replaceChildren() });
    this.#failures.replaceChildren(alert('danger', 'Failed', text,
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
