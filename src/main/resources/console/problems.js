// Converts the server's error responses into messages for operators.

/** The texts for Keycloak's message keys. {0} and {1} are parameters. The command line reads this file too. */
import MESSAGES from './messages.json' with { type: 'json' };

/**
 * @param {number} status the status of the response
 * @param body the body of the response: Keycloak's ErrorRepresentation, an OAuth error, or null
 * @returns {{field: string, message: string}[]} at least one problem; field is "" if the server names no field
 */
export function problemsOf(status, body) {
  const errors = Array.isArray(body?.errors) ? body.errors : [body ?? {}];
  return errors.map((error) => ({
    field: error.field ?? '',
    message: error.errorMessage === undefined
      ? defaultText(status, error.error_description ?? error.error)
      : textOf(error.errorMessage, error.params ?? []),
  }));
}

function textOf(message, parameters) {
  const known = MESSAGES[message];
  return known === undefined
    ? message
    : known.replace(/\{(\d)\}/g, (_, index) => String(parameters[Number(index)] ?? '…'));
}

function defaultText(status, said) {
  switch (status) {
    case 403: return 'You may not do that.';
    case 503: return 'The database is unavailable. Try again in a moment.';
    default: return said ?? `The server answered ${status}.`;
  }
}
