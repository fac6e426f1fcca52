// A form field with its label, its help text, and the server's message if the server refuses the value.

import { element } from './dom.js';

let count = 0;

export class Field {
  #message;
  #control;

  /**
   * @param {string} name the name of the field in the API, such as user.email
   * @param {{type?: string, value?: string, help?: string, required?: boolean, options?: string[],
   *          autocomplete?: string}} more with options, the field is a list of choices
   */
  constructor(name, label, { type = 'text', value = '', help = null, required = false, options = null,
    autocomplete = 'off' } = {}) {
    const id = `field-${++count}`;
    this.name = name;
    this.#message = element('div', { id: `${id}-message`, class: 'pf-v5-c-form__helper-text', hidden: true });
    this.input = options === null
      ? element('input', {
        id, name, type, value, autocomplete, spellcheck: 'false', 'aria-required': String(required),
      })
      : element('select', { id, name }, options.map((option) => element('option', { value: option }, option)));
    const described = [`${id}-message`, help === null ? null : `${id}-help`].filter((part) => part !== null);
    this.input.setAttribute('aria-describedby', described.join(' '));
    this.#control = element('span', { class: 'pf-v5-c-form-control' }, this.input);
    const word = element('label', { class: 'pf-v5-c-form__label', for: id },
      element('span', { class: 'pf-v5-c-form__label-text' }, label),
      required ? element('span', { class: 'pf-v5-c-form__label-required', 'aria-hidden': 'true' }, ' *') : null);
    this.element = type === 'checkbox' ? this.#checkbox(id, label) : element('div', { class: 'pf-v5-c-form__group' },
      element('div', { class: 'pf-v5-c-form__group-label' }, word),
      element('div', { class: 'pf-v5-c-form__group-control' },
        this.#control,
        help === null ? null : element('div', { id: `${id}-help`, class: 'pf-v5-c-form__helper-text' }, help),
        this.#message));
  }

  #checkbox(id, label) {
    this.input.classList.add('pf-v5-c-check__input');
    return element('div', { class: 'pf-v5-c-check' },
      this.input, element('label', { class: 'pf-v5-c-check__label', for: id }, label), this.#message);
  }

  get value() {
    return this.input.type === 'checkbox' ? this.input.checked : this.input.value;
  }

  get isRefused() {
    return this.input.getAttribute('aria-invalid') === 'true';
  }

  /** Shows why the server refused the value. @param {string | null} message null removes the message */
  refuse(message) {
    this.#message.replaceChildren(message ?? '');
    this.#message.hidden = message === null;
    this.#message.classList.toggle('tenants-refused', message !== null);
    this.#control.classList.toggle('pf-m-error', message !== null);
    this.input.setAttribute('aria-invalid', String(message !== null));
  }
}

/** A toolbar's control with a label above the control. */
export function labelled(text, control) {
  return element('div', { class: 'tenants-control' },
    element('label', { for: control.id }, text), element('span', { class: 'pf-v5-c-form-control' }, control));
}
