package dev.tenantry.it.console;

import dev.tenantry.support.browser.Browser;
import dev.tenantry.support.process.Eventually;

/** An operator in the tenants console, with a separate browser. */
final class Operator implements AutoCloseable {

    private final Browser browser = Browser.open();
    private final Platform platform;

    private Operator(Platform platform) {
        this.platform = platform;
    }

    /** Opens the page, which leads to Keycloak's login, and signs in. */
    static Operator at(Platform platform, String username) {
        Operator operator = new Operator(platform);
        operator.browser.sized(1280, 900).go(platform.page());
        operator.signIn(username);
        return operator;
    }

    /** Signs in at the login page that the browser shows. */
    void signIn(String username) {
        browser.type("#username", username).type("#password", Platform.PASSWORD).click("#kc-login");
        browser.awaitUrl(url -> url.startsWith(platform.page()) && !url.contains("code="));
    }

    Browser browser() {
        return browser;
    }

    /** Types a tenant's name into the search, and waits until its row is the only one. */
    Operator find(String tenant) {
        browser.type("#search", tenant).awaitText(".tenants-count", "1–1 of 1").awaitText(row(tenant), tenant);
        return this;
    }

    /** Chooses an operation from a tenant's menu. */
    Operator choose(String tenant, String operation) {
        browser.click(row(tenant) + " .pf-v5-c-menu-toggle").click("[data-operation='" + operation + "']");
        return this;
    }

    /** Fills in a field of the dialog that is open. */
    Operator fill(String field, String text) {
        browser.type("dialog [name='" + field + "']", text);
        return this;
    }

    /** Sends the dialog's form. */
    Operator send() {
        browser.click("dialog button[type='submit']");
        return this;
    }

    /** Waits for the message of a success. */
    Operator hears(String text) {
        browser.awaitText("[role='status'][aria-label='Alerts']", text);
        return this;
    }

    Operator sees(String tenant, String text) {
        browser.awaitText(row(tenant), text);
        return this;
    }

    void seesNo(String selector) {
        Eventually.holds("no " + selector, () -> !browser.shows(selector));
    }

    static String row(String tenant) {
        return "tr[data-tenant='" + tenant + "']";
    }

    @Override
    public void close() {
        browser.close();
    }
}
