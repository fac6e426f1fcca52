// The view of what does not fit together between registry, schemas and realms, and what to do about it.

import { button, element } from './dom.js';
import { counted } from './format.js';

const COLUMNS = ['Finding', 'Subject', 'Database', 'What was seen', 'What to do', 'Action'];
const COMMAND = 'findings --fix ';

/** Whether the API can fix it: what is left is a person's work. */
export function canBeFixed(finding) {
  return finding.next.startsWith(COMMAND);
}

/** What is said after a fix. */
export function outcomeOf({ kind, subject }, { fixed, next }) {
  return fixed
    ? `${kind} of ${subject} is fixed.`
    : `${kind} of ${subject} is not fixed yet, but can do no harm for now. ${next}`;
}

/**
 * @param api to ask
 * @param {(finding: object) => void} fix what a click on its button does; null if the operator may only look
 */
export async function findingsView(api, fix) {
  const findings = await api.get('/findings');
  if (findings.length === 0) {
    return element('p', { class: 'tenants-count' }, 'No problems found.');
  }
  const columns = fix === null ? COLUMNS.slice(0, -1) : COLUMNS;
  return element('div', {},
    element('p', { class: 'tenants-count' }, `${counted(findings.length, 'problem')} found.`),
    element('div', { class: 'tenants-table' },
      element('table', { class: 'pf-v5-c-table pf-m-grid-lg pf-m-compact', role: 'table', 'aria-label': 'Findings' },
        element('thead', { class: 'pf-v5-c-table__thead', role: 'rowgroup' },
          element('tr', { class: 'pf-v5-c-table__tr', role: 'row' },
            columns.map((column) => element('th', { class: 'pf-v5-c-table__th', scope: 'col', role: 'columnheader' },
              column === 'Action' ? element('span', { class: 'pf-v5-screen-reader' }, column) : column)))),
        element('tbody', { class: 'pf-v5-c-table__tbody', role: 'rowgroup' },
          findings.map((finding) => row(finding, fix))))));
}

function row(finding, fix) {
  const todo = canBeFixed(finding) ? finding.fix : finding.next;
  const cells = [
    ['Finding', finding.kind], ['Database', finding.database ?? '–'], ['What was seen', finding.detail],
    ['What to do', todo],
  ].map(([name, text]) => element('td', { class: 'pf-v5-c-table__td', role: 'cell', 'data-label': name }, text));
  cells.splice(1, 0, element('th', {
    class: 'pf-v5-c-table__th', scope: 'row', role: 'rowheader', 'data-label': 'Subject',
  }, finding.subject));
  if (fix !== null) {
    cells.push(element('td', { class: 'pf-v5-c-table__td', role: 'cell' }, canBeFixed(finding)
      ? button('Fix…', 'secondary', {
        'aria-label': `Fix ${finding.kind} of ${finding.subject}`, click: () => fix(finding),
      })
      : null));
  }
  return element('tr', {
    class: 'pf-v5-c-table__tr', role: 'row', 'data-kind': finding.kind, 'data-subject': finding.subject,
  }, cells);
}
