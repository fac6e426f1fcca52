// The tenants' REST API, called with the operator's token.

import { SignedOut } from './login.js';
import { problemsOf } from './problems.js';

/** The server refused a request. Each problem has a message and the name of a field; "" if there is no field. */
export class Refusal extends Error {
  constructor(status, problems) {
    super(problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; '));
    this.status = status;
    this.problems = problems;
  }
}

export class Api {
  #address;
  #session;

  constructor(address, session) {
    this.#address = address;
    this.#session = session;
  }

  get(path, query = {}) {
    return this.#call('GET', path, { query });
  }

  post(path, { query = {}, body, headers = {} } = {}) {
    return this.#call('POST', path, { query, body, headers });
  }

  put(path, body) {
    return this.#call('PUT', path, { body });
  }

  delete(path, { query = {}, body } = {}) {
    return this.#call('DELETE', path, { query, body });
  }

  async #call(method, path, { query = {}, body, headers = {} }) {
    const address = new URL(this.#address + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== '' && value !== null && value !== undefined) {
        address.searchParams.set(name, value);
      }
    }
    const answer = await fetch(address, {
      method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${await this.#session.accessToken()}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.status === 401) {
      throw new SignedOut('Your session has ended.');
    }
    const json = await read(answer);
    if (!answer.ok) {
      throw new Refusal(answer.status, problemsOf(answer.status, json));
    }
    return json;
  }
}

async function read(answer) {
  try {
    return await answer.json();
  } catch {
    return null; // the answer has no JSON: it is a 204, or a proxy's error page
  }
}
