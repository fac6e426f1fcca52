/**
 * The tenants console for the platform's operators, {@code /realms/master/tenants/console}. This package contains what
 * the server does for the console: it serves the files with their headers, and creates the client with which operators
 * sign in.
 *
 * <p>The page itself is in {@code src/main/resources/console}: HTML, CSS and ES modules as the browser reads them,
 * without a build or a framework. The page gets all data from, and runs all operations by, the REST API of
 * {@code web.rest}, with the operator's own token. So this package checks no permissions, and reads no data of tenants.
 * The package depends on {@code keycloak.session}, which provides the option that enables the console.
 *
 * <p>The login uses keycloak-js, Keycloak's library for browsers. The library is checked in as {@code keycloak.js},
 * since there is no build step that could fetch the library. The page's content security policy forbids the library's
 * iframe. With the iframe, the library would notice a logout in another tab. Everything else works without the iframe.
 * For a logout, the console itself sends a POST request: keycloak-js would put the ID token into the address, or would
 * need {@code form-action} in the policy.
 *
 * <p>Rejected: Keycloak's declarative UI ({@code UiPageProvider}, {@code UiTabProvider}). It is experimental and
 * disabled by default, stores form data as components, and supports neither operations nor charts. Rejected: a theme of
 * the admin console, since a React build would be needed for each version of Keycloak. Rejected: a copy of PatternFly,
 * since Keycloak already serves PatternFly. Rejected: tokens in the browser's storage, since the storage outlives the
 * page, and any script of this origin can read the storage. Instead, the page stores tokens only in its memory.
 */
package dev.tenantry.web.console;
