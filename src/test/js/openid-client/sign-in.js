/**
 * Signs a user in and out with the library openid-client, as an application does. Reads settings as JSON from the
 * standard input, and writes results as JSON to the standard output.
 */
import { webcrypto } from 'node:crypto';
import { text } from 'node:stream/consumers';

// Node.js 18 has Web Crypto, but not as the global variable that the library uses.
globalThis.crypto ??= webcrypto;
const client = await import('openid-client');
const { Browser } = await import('./browser.js');

const { issuer, application, service, redirectUri, username, password } = JSON.parse(await text(process.stdin));

async function discover({ id, secret }) {
    const authentication = secret ? client.ClientSecretBasic(secret) : client.None();
    return client.discovery(new URL(issuer), id, {}, authentication, { execute: [client.allowInsecureRequests] });
}

async function signIn(shop, browser) {
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const expectedState = client.randomState();
    const expectedNonce = client.randomNonce();
    const address = client.buildAuthorizationUrl(shop, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
        state: expectedState,
        nonce: expectedNonce,
    });
    const back = await browser.signIn(address, redirectUri, username, password);
    return client.authorizationCodeGrant(shop, back, {
        pkceCodeVerifier,
        expectedState,
        expectedNonce,
        idTokenExpected: true,
    });
}

/** The claims in an access token. This test reads the claims, although an application should not. */
function claims(token) {
    return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

const shop = await discover(application);
const orders = await discover(service);
const browser = new Browser();
const tokens = await signIn(shop, browser);
const idToken = tokens.claims();
const userinfo = await client.fetchUserInfo(shop, tokens.access_token, idToken.sub);
const refreshed = await client.refreshTokenGrant(shop, tokens.refresh_token);
const introspection = await client.tokenIntrospection(orders, refreshed.access_token);
const ofTheService = await client.clientCredentialsGrant(orders);

const leave = client.buildEndSessionUrl(shop, {
    id_token_hint: refreshed.id_token,
    post_logout_redirect_uri: redirectUri,
});
const left = await browser.visit(leave, redirectUri);
const refusal = await client.refreshTokenGrant(shop, refreshed.refresh_token).then(
    () => 'none',
    (error) => error.error,
);

console.log(
    JSON.stringify({
        issuer: shop.serverMetadata().issuer,
        idToken,
        userinfo,
        refreshed: refreshed.claims(),
        introspection,
        service: claims(ofTheService.access_token),
        left: left.href,
        refusal,
    }),
);
