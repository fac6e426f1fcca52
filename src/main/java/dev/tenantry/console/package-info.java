/**
 * The page for the platform's operators, {@code /realms/master/tenants/console}: its files, its headers, and the client
 * that it signs its users in by.
 *
 * <p>The page itself is in {@code src/main/resources/console}: HTML, CSS and ES modules as the browser reads them,
 * without a build or a framework. All that it shows and does goes through {@code admin}'s REST API with the operator's
 * own token, so nothing here decides who may do what, and nothing reads a tenant. Depends on {@code server}, for the
 * option.
 *
 * <p>The login is Keycloak's own library for browsers, keycloak-js, checked in as {@code keycloak.js} since no build
 * fetches it. It works under the page's strict policy without its iframe, which would tell of a logout in another tab.
 * Logout is a POST of ours: keycloak-js puts the ID token into the address, or needs {@code form-action}.
 *
 * <p>Rejected: Keycloak's declarative UI ({@code UiPageProvider}, {@code UiTabProvider}), which is experimental, must
 * be switched on as a feature, stores what its forms show as components, and has neither operations nor plots; a theme
 * of the admin console, which is built with React anew for each version of Keycloak; and a copy of PatternFly, since
 * Keycloak serves its own. Tokens are in the memory of the page alone: what is in the browser's storage outlives the
 * page, and any script of this origin could read it.
 */
package dev.tenantry.console;
