// What a refusal says, as lines for people.

/** Message keys of Keycloak's own that a first user can meet; {0} and {1} are parameters. */
const MESSAGES = {
  'error-invalid-email': 'This is no e-mail address.',
  'error-invalid-length': 'It must have {1} to {2} characters.',
  'error-invalid-length-too-short': 'It must have at least {1} characters.',
  'error-invalid-length-too-long': 'It must have at most {2} characters.',
  'error-invalid-value': 'This is not valid.',
  'error-user-attribute-required': 'This is needed.',
  'error-username-invalid-character': 'A user name may not have one of these characters.',
  'error-person-name-invalid-character': 'A name may not have one of these characters.',
  invalidPasswordMinLengthMessage: 'It must have at least {0} characters.',
  invalidPasswordMaxLengthMessage: 'It must have at most {0} characters.',
  invalidPasswordMinDigitsMessage: 'It must have at least {0} digits.',
  invalidPasswordMinLowerCaseCharsMessage: 'It must have at least {0} lower-case letters.',
  invalidPasswordMinUpperCaseCharsMessage: 'It must have at least {0} upper-case letters.',
  invalidPasswordMinSpecialCharsMessage: 'It must have at least {0} special characters.',
  invalidPasswordNotUsernameMessage: 'It must not be the user name.',
  invalidPasswordNotEmailMessage: 'It must not be the e-mail address.',
};

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
