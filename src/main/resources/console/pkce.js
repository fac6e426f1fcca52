// Proof Key for Code Exchange (RFC 7636), by the browser's own cryptography.

/** As much chance as RFC 7636 recommends for a verifier: 32 bytes, base64url. */
export function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** The challenge (S256) of a verifier. */
export async function challengeOf(verifier) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

/** @param {Uint8Array} bytes */
export function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
