// A search field with a label.

import { element } from './dom.js';
import { labelled } from './field.js';

const TYPING_MILLISECONDS = 300;

/**
 * @param {() => void} changed called when typing pauses
 * @returns {{input: HTMLInputElement, element: HTMLElement}} element has the input and its label
 */
export function searchField(id, changed) {
  const input = element('input', { type: 'search', id, autocomplete: 'off', spellcheck: 'false' });
  let typing;
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(changed, TYPING_MILLISECONDS);
  });
  return { input, element: labelled('Search', input) };
}
