// Signs the operator in with keycloak-js, by OpenID Connect's authorization code flow with PKCE. The tokens are only in
// this page's memory.

import Keycloak from './keycloak.js';

/**
 * Seconds. If a token expires in less than this time, the token is refreshed before a request. Otherwise the token
 * could expire before the request arrives.
 */
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
   * Returns the session after a login. Without a login, leaves the page for Keycloak's login page, which leads back.
   *
   * @throws {Error} if Keycloak refused the login
   */
  static async open(endpoints) {
    const discovered = await (await fetch(endpoints.discovery)).json();
    const keycloak = new Keycloak({
      clientId: 'tenants-console',
      // The page's content security policy allows requests to the page's own host only. With the option hostname-admin,
      // discovery names another host. So these two addresses replace the addresses from discovery.
      oidcProvider: { ...discovered, token_endpoint: endpoints.token, end_session_endpoint: endpoints.logout },
    });
    try {
      // keycloak-js would check the session in a frame, and the content security policy allows no frames.
      if (!await keycloak.init({ redirectUri: endpoints.page, checkLoginIframe: false })) {
        await keycloak.login();
      }
    } catch (failure) { // an Error, or an object with Keycloak's answer
      throw new Error(failure.error_description ?? failure.error ?? failure.message, { cause: failure });
    }
    return new Session(keycloak);
  }

  get userName() {
    return this.#keycloak.idTokenParsed.preferred_username;
  }

  /** The access token, refreshed if necessary. @throws {SignedOut} if the session has ended */
  async accessToken() {
    try {
      await this.#keycloak.updateToken(MIN_VALIDITY);
    } catch (failure) {
      throw this.#keycloak.authenticated ? failure : new SignedOut('Your session has ended.');
    }
    return this.#keycloak.token;
  }

  /** Ends the session at Keycloak. Does not use keycloak.logout(), which would put the ID token into an address. */
  async end() {
    const { clientId, refreshToken, endpoints } = this.#keycloak;
    const body = new URLSearchParams({ client_id: clientId, refresh_token: refreshToken });
    await fetch(endpoints.logout(), { method: 'POST', body });
    this.#keycloak.clearToken();
  }
}
