// What a refusal says, as lines for people.

/** Message keys of Keycloak's own, in words; {0} and {1} are parameters. The command line reads the same file. */
import MESSAGES from './messages.json' with { type: 'json' };

/**
 * @param {number} status of the answer
 * @param body what was in it: Keycloak's ErrorRepresentation, an OAuth error, or nothing that can be read
 * @returns {{field: string, message: string}[]} at least one; the field is "" where none is named
 */
export function problemsOf(status, body) {
  const errors = Array.isArray(body?.errors) ? body.errors : [body ?? {}];
  return errors.map((error) => ({
    field: error.field ?? '',
    message: error.errorMessage === undefined
      ? usual(status, error.error_description ?? error.error)
      : worded(error.errorMessage, error.params ?? []),
  }));
}

function worded(message, parameters) {
  const known = MESSAGES[message];
  return known === undefined
    ? message
    : known.replace(/\{(\d)\}/g, (_, index) => String(parameters[Number(index)] ?? '…'));
}

function usual(status, said) {
  switch (status) {
    case 403: return 'You may not do that.';
    case 503: return 'The database can’t be reached just now. Try again in a moment.';
    default: return said ?? `The server answered ${status}.`;
  }
}
