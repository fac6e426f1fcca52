/**
 * The tenants console for the platform's operators, {@code /realms/master/tenants/console}: its files, its headers,
 * and the client for its login.
 *
 * <p>The page itself is in {@code src/main/resources/console}: HTML, CSS and ES modules as the browser reads them,
 * without a build or a framework. All data and operations go through {@code rest}'s REST API with the operator's own
 * token. So this package decides no permissions and reads no tenant. Depends on {@code keycloak.session} for the
 * option.
 *
 * <p>The login is Keycloak's own library for browsers, keycloak-js, checked in as {@code keycloak.js} since no build
 * fetches it. It works under the page's strict policy without its iframe, which would tell of a logout in another
 * tab. Logout is a POST of ours: keycloak-js puts the ID token into the address, or needs {@code form-action}.
 *
 * <p>Rejected: Keycloak's declarative UI ({@code UiPageProvider}, {@code UiTabProvider}), which is experimental,
 * must be switched on as a feature, stores form data as components, and has neither operations nor plots. Also
 * rejected: a theme of the admin console, which is built with React anew for each version of Keycloak; and a copy of
 * PatternFly, since Keycloak serves its own. Tokens are kept in the page's memory only: the browser's storage
 * outlives the page, and any script of this origin could read it.
 */
package dev.tenantry.web.console;
