// A button that opens a list of actions. The list is a popover of the browser: Escape or a click elsewhere closes it.

import { element } from './dom.js';

let count = 0;

/**
 * @param {string} label for screen readers
 * @param {{name: string, text: string, danger?: boolean, run: () => void}[]} items
 */
export function menu(label, items) {
  const id = `menu-${++count}`;
  const opener = element('button', {
    type: 'button',
    class: 'pf-v5-c-menu-toggle pf-m-plain',
    'aria-label': label,
    'aria-expanded': 'false',
    'aria-controls': id,
    popovertarget: id,
  }, element('span', { 'aria-hidden': 'true' }, '⋮'));
  const list = element('div', { id, popover: 'auto', class: 'pf-v5-c-menu tenants-menu' },
    element('div', { class: 'pf-v5-c-menu__content' },
      element('ul', { class: 'pf-v5-c-menu__list', role: 'list', 'aria-label': label },
        items.map((item) => entry(item, () => list.hidePopover())))));
  list.addEventListener('beforetoggle', ({ newState }) => {
    opener.setAttribute('aria-expanded', String(newState === 'open'));
  });
  list.addEventListener('toggle', ({ newState }) => {
    if (newState === 'open') {
      position(list, opener);
      list.querySelector('button').focus();
    }
  });
  list.addEventListener('keydown', (event) => walk(event, [...list.querySelectorAll('button')]));
  return element('div', { class: 'tenants-menu-anchor' }, opener, list);
}

function entry({ name, text, danger, run }, close) {
  return element('li', { class: `pf-v5-c-menu__list-item${danger ? ' pf-m-danger' : ''}` },
    element('button', {
      type: 'button', class: 'pf-v5-c-menu__item', 'data-operation': name, click: () => { close(); run(); },
    },
      element('span', { class: 'pf-v5-c-menu__item-main' },
        element('span', { class: 'pf-v5-c-menu__item-text' }, text))));
}

/** Places the list below its button, or above the button if there is no room below. */
function position(list, opener) {
  const { top, bottom, right } = opener.getBoundingClientRect();
  const height = list.offsetHeight;
  list.style.top = `${bottom + height > window.innerHeight ? Math.max(0, top - height) : bottom}px`;
  list.style.left = `${Math.max(0, right - list.offsetWidth)}px`;
}

function walk(event, buttons) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    const next = buttons.indexOf(document.activeElement) + step;
    buttons[(next + buttons.length) % buttons.length].focus();
  }
}
