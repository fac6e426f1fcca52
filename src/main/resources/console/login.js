// Signs the operator in with keycloak-js: OpenID Connect, authorization code with PKCE. Only this page's memory has tokens.

import Keycloak from './keycloak.js';

/** Seconds. A token with less time left is refreshed first, because it could expire before a request arrives. */
const MIN_VALIDITY = 10;

/** The operator's session at Keycloak has ended. */
export class SignedOut extends Error {}

/** The operator's session. */
export class Session {
  #keycloak;

  constructor(keycloak) {
    this.#keycloak = keycloak;
  }

  /**
   * Completes a login, or leaves the page for Keycloak's login, which leads back to the page.
   *
   * @throws {Error} if Keycloak refused the login
   */
  static async open(endpoints) {
    const discovered = await (await fetch(endpoints.discovery)).json();
    const keycloak = new Keycloak({
      clientId: 'tenants-console',
      // Discovery names the host of users. The policy allows requests to the page's host only: see the option hostname-admin.
      oidcProvider: { ...discovered, token_endpoint: endpoints.token, end_session_endpoint: endpoints.logout },
    });
    try {
      // The policy allows no frame.
      if (!await keycloak.init({ redirectUri: endpoints.page, checkLoginIframe: false })) {
        await keycloak.login();
      }
    } catch (failure) { // an error or, from Keycloak's answer, an object
      throw new Error(failure.error_description ?? failure.error ?? failure.message, { cause: failure });
    }
    return new Session(keycloak);
  }

  get userName() {
    return this.#keycloak.idTokenParsed.preferred_username;
  }

  /** @throws {SignedOut} if the token can't be refreshed any more */
  async accessToken() {
    try {
      await this.#keycloak.updateToken(MIN_VALIDITY);
    } catch (failure) {
      throw this.#keycloak.authenticated ? failure : new SignedOut('Your session has ended.');
    }
    return this.#keycloak.token;
  }

  /** Ends the session at Keycloak. Not by keycloak.logout(), which puts the ID token into an address. */
  async end() {
    const { clientId, refreshToken, endpoints } = this.#keycloak;
    const body = new URLSearchParams({ client_id: clientId, refresh_token: refreshToken });
    await fetch(endpoints.logout(), { method: 'POST', body });
    this.#keycloak.clearToken();
  }
}
