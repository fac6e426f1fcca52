// Signs the operator in: OpenID Connect, authorization code with PKCE. Tokens are in the memory of this page and
// nowhere else; what a login under way needs to know its answer is in the session's storage, until that answer comes.

import { challengeOf, random } from './pkce.js';

const CLIENT = 'tenants-console';
const UNDER_WAY = 'tenants-console.login';
/** A token is renewed when it has less to live than that: a request must not arrive too late. */
const MARGIN_MILLISECONDS = 10_000;

/** The session has ended, or there is none. */
export class SignedOut extends Error {}

/** Leaves the page for Keycloak's login, which leads back to it. */
export async function signIn(places) {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(UNDER_WAY, JSON.stringify({ verifier, state }));
  const query = new URLSearchParams({
    client_id: CLIENT,
    redirect_uri: places.page,
    response_type: 'code',
    response_mode: 'fragment', // what is behind a # is in no server's log
    scope: 'openid',
    state,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
  });
  const { authorization_endpoint: endpoint } = await (await fetch(places.discovery)).json();
  location.assign(`${endpoint}?${query}`);
}

/**
 * Takes up the answer of a login, if there is one in the address, and removes it from there.
 *
 * @returns {Promise<Session | null>} null where nobody has signed in
 * @throws {SignedOut} where the login was refused
 */
export async function answered(places) {
  const answer = new URLSearchParams(location.hash.slice(1));
  if (!answer.has('state')) {
    return null;
  }
  history.replaceState(null, '', places.page);
  const underWay = JSON.parse(sessionStorage.getItem(UNDER_WAY) ?? 'null');
  sessionStorage.removeItem(UNDER_WAY);
  if (underWay === null || underWay.state !== answer.get('state')) {
    throw new SignedOut('That was not the answer to a login of this page.');
  }
  if (answer.has('error')) {
    throw new SignedOut(answer.get('error_description') ?? answer.get('error'));
  }
  return Session.of(places, {
    grant_type: 'authorization_code',
    code: answer.get('code'),
    redirect_uri: places.page,
    code_verifier: underWay.verifier,
  });
}

/** Who is signed in, with an access token that is renewed when it is about to end. */
export class Session {
  #places;
  #tokens;
  #renewal = null;

  constructor(places, tokens) {
    this.#places = places;
    this.#tokens = tokens;
  }

  static async of(places, grant) {
    return new Session(places, await tokens(places, grant));
  }

  get userName() {
    return claimsOf(this.#tokens.id).preferred_username;
  }

  /** @throws {SignedOut} where it can't be renewed any more */
  async accessToken() {
    if (Date.now() > this.#tokens.expiresAt - MARGIN_MILLISECONDS) {
      // One renewal for all who ask: a refresh token may be good for one use only.
      this.#renewal ??= this.#renew().finally(() => { this.#renewal = null; });
      await this.#renewal;
    }
    return this.#tokens.access;
  }

  async #renew() {
    this.#tokens = await tokens(this.#places, { grant_type: 'refresh_token', refresh_token: this.#tokens.refresh });
  }

  /** Ends the session at Keycloak too. */
  async end() {
    const body = new URLSearchParams({ client_id: CLIENT, refresh_token: this.#tokens.refresh });
    await fetch(this.#places.logout, { method: 'POST', body });
  }
}

async function tokens(places, grant) {
  const answer = await fetch(places.token, {
    method: 'POST',
    body: new URLSearchParams({ client_id: CLIENT, ...grant }),
  });
  if (answer.status === 400 || answer.status === 401) {
    throw new SignedOut('Your session has ended.');
  }
  if (!answer.ok) {
    throw new Error(`Keycloak answered ${answer.status} to the login.`);
  }
  const json = await answer.json();
  return {
    access: json.access_token,
    refresh: json.refresh_token,
    id: json.id_token,
    expiresAt: Date.now() + json.expires_in * 1000,
  };
}

/** Of a token that came from its issuer on this connection, so its signature need not be looked at. */
function claimsOf(token) {
  const base64 = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))));
}
