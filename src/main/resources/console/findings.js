// The view of findings, which are mismatches between registry, schemas and realms. Many findings can be fixed here.

import { button, element } from './dom.js';
import { counted } from './format.js';
import { ACTIONS, Table } from './table.js';

const COMMAND = 'tenantry findings --fix ';

/** True if the API can fix the finding. All other findings must be fixed by an operator. */
export function canBeFixed(finding) {
  return finding.next.startsWith(COMMAND);
}

/** The message that says whether a fix has fixed its finding. */
export function outcomeOf({ kind, subject }, { fixed, next }) {
  return fixed
    ? `${kind} of ${subject} is fixed.`
    : `${kind} of ${subject} is contained, but not fixed yet. ${next}`;
}

/** @param {((finding: object) => void) | null} fix called by the buttons; null if the operator may not fix findings */
export async function findingsView(api, fix) {
  const findings = await api.get('/findings');
  if (findings.length === 0) {
    return element('p', { class: 'tenants-count' }, 'No problems found.');
  }
  const table = new Table('Findings', [
    { name: 'Subject', cell: ({ subject }) => subject },
    { name: 'Finding', cell: ({ kind }) => kind },
    { name: 'Database', cell: ({ database }) => database ?? '–' },
    { name: 'Detail', cell: ({ detail }) => detail },
    { name: 'What to do', cell: (finding) => (canBeFixed(finding) ? finding.fix : finding.next) },
    fix !== null && { name: ACTIONS, cell: (finding) => (canBeFixed(finding)
      ? button('Fix…', 'secondary',
        { 'aria-label': `Fix ${finding.kind} of ${finding.subject}`, click: () => fix(finding) })
      : null) },
  ], ({ kind, subject }) => ({ 'data-kind': kind, 'data-subject': subject }));
  table.show(findings);
  return element('div', {},
    element('p', { class: 'tenants-count' }, `${counted(findings.length, 'problem')} found.`), table.element);
}
