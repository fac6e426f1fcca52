// Findings: disagreements between registry, schemas and realms, and their fixes.

import { button, element } from './dom.js';
import { counted } from './format.js';
import { ACTIONS, Table } from './table.js';

const COMMAND = 'tenantry findings --fix ';

/** Whether the API can fix the finding. Other findings need a person. */
export function canBeFixed(finding) {
  return finding.next.startsWith(COMMAND);
}

/** The message after a fix. */
export function outcomeOf({ kind, subject }, { fixed, next }) {
  return fixed
    ? `${kind} of ${subject} is fixed.`
    : `${kind} of ${subject} is contained, but not fixed yet. ${next}`;
}

/** @param {((finding: object) => void) | null} fix called by a finding's button; null if the operator may only view */
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
