// A form in the browser's modal dialog. The browser keeps the focus in the open dialog, and restores it afterwards.

import { alert } from './alerts.js';
import { Refusal } from './api.js';
import { button, element } from './dom.js';

let count = 0;

/**
 * Shows a dialog until its form is sent successfully or canceled.
 *
 * @param {{title: string, text?: (string|Node)[], fields?: Field[], action: string, danger?: boolean,
 *          send: (values: object) => Promise<void>, fatal?: (failure: Error) => boolean}} plan
 *        send gets an object with the value of each field; fatal returns true if it has handled the failure
 */
export function ask({ title, text = [], fields = [], action, danger = false, send, fatal = () => false }) {
  const id = `dialog-${++count}`;
  const failures = element('div', { role: 'alert' });
  const submit = button(action, danger ? 'danger' : 'primary', { type: 'submit' });
  const form = element('form', { class: 'pf-v5-c-form', novalidate: true, 'aria-labelledby': `${id}-title` },
    failures, fields.map((field) => field.element),
    element('div', { class: 'pf-v5-c-form__group pf-m-action' },
      element('div', { class: 'pf-v5-c-form__actions' },
        submit, button('Cancel', 'link', { click: () => dialog.close() }))));
  const dialog = element('dialog', {
    class: 'tenants-dialog',
    'aria-labelledby': `${id}-title`,
    'aria-describedby': text.length > 0 ? `${id}-text` : null,
  },
    element('h2', { id: `${id}-title`, class: 'pf-v5-c-title pf-m-xl' }, title),
    text.length > 0 ? element('div', { id: `${id}-text`, class: 'tenants-dialog-text' },
      text.map((part) => element('p', {}, part))) : null,
    form);

  const sending = async () => {
    fields.forEach((field) => field.refuse(null));
    failures.replaceChildren();
    submit.disabled = true;
    submit.classList.add('pf-m-in-progress');
    try {
      await send(Object.fromEntries(fields.map((field) => [field.name, field.value])));
      dialog.close();
    } catch (failure) {
      if (fatal(failure)) {
        dialog.close();
        return;
      }
      show(failure, fields, failures);
    } finally {
      submit.disabled = false;
      submit.classList.remove('pf-m-in-progress');
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sending();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  (fields[0]?.input ?? submit).focus();
}

/** Shows each problem beside its field. Shows a problem above the form if the form lacks the field. */
function show(failure, fields, failures) {
  const problems = failure instanceof Refusal ? failure.problems : [{ field: '', message: failure.message }];
  const rest = problems.filter(({ field, message }) => {
    const named = fields.find(({ name }) => name === field || field.startsWith(`${name}[`));
    named?.refuse(message);
    return named === undefined;
  });
  failures.replaceChildren(...rest.map(({ field, message }) =>
    alert('danger', 'Failed', field === '' ? message : `${field}: ${message}`)));
  fields.find((field) => field.isRefused)?.input.focus();
}
