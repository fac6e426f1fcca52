package dev.tenantry.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.browser.Browser;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Tests what operators see and do in the tenants console. A test that changes a tenant provisions its own tenant. */
final class ConsoleIT {

    private static KeycloakUnderTest keycloak;
    private static Platform platform;

    @BeforeAll
    static void start() {
        keycloak = KeycloakUnderTest.another("console");
        platform = Platform.on(keycloak);
    }

    @AfterAll
    static void stop() {
        keycloak.server().stop();
    }

    @Test
    void allTenantsAreListedSearchedAndShownInPages() {
        platform.apply("fjord", "suspend");
        platform.apply("juniper", "archive");
        platform.setBehind("ember");
        try (Operator olga = Operator.at(platform, "olga")) {
            Browser browser = olga.browser();
            olga.sees("acme", "Acme Ltd").sees("fjord", "Suspended").sees("juniper", "until").sees("ember", "behind");
            olga.sees("initech", "4,841"); // the number of users, once it is counted
            browser.awaitText(".tenants-count", "1–20 of");
            browser.accessible("list of tenants").picture("console-tenants");

            browser.click(".tenants-pages button:last-of-type").awaitText(Operator.row("umbra"), "Umbra Ltd");
            browser.click(".tenants-pages button:first-of-type").awaitText(Operator.row("acme"), "Acme Ltd");

            browser.type("#search", "ridgel").awaitText(".tenants-count", "1–1 of 1 tenant");
            browser.type("#search", "WIND").awaitText(".tenants-count", "1–1 of 1 tenant");
            olga.sees("northwind", "Active");
            browser.type("#search", "no such tenant").awaitText(".tenants-count", "No tenants found.");
            browser.type("#search", "j").click("#state option[value='ARCHIVED']");
            browser.awaitText(Operator.row("juniper"), "Archived");

            browser.type("#search", "ember").click("#state option[value='']");
            olga.choose("ember", "migrate").hears("Tenant ember is up to date.");
            olga.seesNo(Operator.row("ember") + " .pf-m-orange");
        }
        platform.apply("fjord", "resume");
        platform.apply("juniper", "restore");
    }

    @Test
    void aTenantIsCreatedAndAnErrorIsShownAtItsField() {
        try (Operator olga = Operator.at(platform, "olga")) {
            Browser browser = olga.browser();
            browser.click("#create");
            olga.fill("displayName", "Zenith & Söhne").fill("user.email", "no address").fill("user.username", "ada")
                    .fill("user.firstName", "Ada").fill("user.lastName", "Byron")
                    .fill("user.credentials", "lovelace-1815");
            assertThat(browser.property("dialog [name='name']", "value")).isEqualTo("zenith-sohne");
            browser.accessible("form for a new tenant");

            olga.fill("name", "admin").send();
            browser.awaitText("dialog", "The name admin is reserved");
            assertThat(browser.property("dialog [name='name']", "ariaInvalid")).isEqualTo("true");
            assertThat(focused(browser)).isEqualTo("name");

            olga.fill("name", "zenith").send();
            browser.awaitText("dialog", "This is not a valid email address.");
            assertThat(focused(browser)).isEqualTo("user.email");
            browser.accessible("form with a refusal").picture("console-create");

            olga.fill("user.email", "ada@zenith.test").send().hears("Tenant zenith is created.");
            olga.seesNo("dialog");
            olga.find("zenith").sees("zenith", "Zenith & Söhne");
        }
        new Realm(keycloak.server().url(), "zenith").passwordGrant("admin-cli", "ada", "lovelace-1815").requiring(200);
    }

    @Test
    void aTenantIsManagedFromItsMenuUntilItsDrop() {
        platform.provision("phoenix");
        try (Operator olga = Operator.at(platform, "olga")) {
            Browser browser = olga.browser();
            olga.find("phoenix").choose("phoenix", "suspend");
            browser.accessible("question before a suspension");
            olga.send().hears("Tenant phoenix is suspended.").sees("phoenix", "Suspended");
            assertThat(platform.state("phoenix")).isEqualTo("SUSPENDED");

            olga.choose("phoenix", "resume").hears("Tenant phoenix is resumed.").sees("phoenix", "Active");

            olga.choose("phoenix", "rename").fill("name", "phoenix-2").fill("displayName", "Phoenix the Second").send()
                    .hears("Tenant phoenix is renamed to phoenix-2.").sees("phoenix-2", "Phoenix the Second");
            assertThat(platform.admin().get("/phoenix-2").status()).isEqualTo(200);

            olga.choose("phoenix-2", "archive").fill("retentionDays", "7").send()
                    .hears("archived until").sees("phoenix-2", "Archived");
            olga.choose("phoenix-2", "restore").hears("is restored").sees("phoenix-2", "Active");
            platform.setBehind("phoenix-2");
            browser.type("#search", "phoenix");
            olga.sees("phoenix-2", "behind").choose("phoenix-2", "migrate").hears("is up to date");

            olga.choose("phoenix-2", "drop").fill("name", "phoenix").send();
            browser.awaitText("dialog .tenants-refused", "name");
            browser.accessible("drop, refused").picture("console-drop");
            assertThat(platform.state("phoenix-2")).isEqualTo("ACTIVE");
            olga.fill("name", "phoenix-2").send().hears("Tenant phoenix-2 is dropped.");
            browser.awaitText(".tenants-count", "No tenants found.");
        }
        assertThat(platform.admin().get(TestTenants.PATH + "/phoenix-2").status()).isEqualTo(404);
    }

    @Test
    void aRefusalIsShownAndNothingChanges() {
        platform.provision("conflict");
        try (Operator olga = Operator.at(platform, "olga")) {
            olga.find("conflict").choose("conflict", "suspend");
            platform.apply("conflict", "archive"); // another operator was faster

            olga.send().browser().awaitText("dialog [role='alert']", "ARCHIVED");
            olga.browser().driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
            olga.seesNo("dialog");

            platform.apply("conflict", "restore");
            platform.apply("conflict", "suspend");
            olga.browser().click("#state option[value='SUSPENDED']");
            olga.sees("conflict", "Suspended");
            platform.apply("conflict", "archive");
            olga.choose("conflict", "resume").browser().awaitText(".tenants-failure", "state");
        }
        assertThat(platform.state("conflict")).isEqualTo("ARCHIVED");
        // Another test waits for the size of each tenant. An archived tenant's size is not shown.
        TestTenants.drop(platform.admin(), "conflict").requiring(204);
    }

    @Test
    void aViewerSeesAllTenantsAndNoOperations() {
        try (Operator victor = Operator.at(platform, "victor")) {
            Browser browser = victor.browser();
            victor.sees("acme", "Active");
            browser.awaitText(".tenants-count", "of");
            assertThat(browser.shows("#create")).isFalse();
            assertThat(browser.shows("#migrate-all")).isFalse();
            assertThat(browser.shows("tbody button")).isFalse();
            browser.accessible("a viewer's list");

            browser.click("a[href='#statistics']").awaitText("h1", "Statistics").awaitText("section", "Tenants over time");
        }
    }

    @Test
    void aUserWithoutARoleSeesARefusalAndNoTenants() {
        try (Operator nadia = Operator.at(platform, "nadia")) {
            nadia.browser().awaitText("main", "nadia may not see tenants. This needs the role view-tenants or "
                    + "manage-tenants of realm master.").accessible("a refusal");
            assertThat(nadia.browser().shows("table")).isFalse();
        }
    }

    @Test
    void anAdminOfMasterNeedsNoFurtherRole() {
        try (Browser browser = Browser.open()) {
            browser.go(platform.page()).type("#username", "admin").type("#password", "admin").click("#kc-login");

            browser.awaitText(Operator.row("acme"), "Acme Ltd");
            assertThat(browser.shows("#create")).isTrue();
        }
    }

    @Test
    void aDisplayNameIsShownAsTextOnly() {
        String script = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        platform.provision("mallory");
        // The realm's settings accept this display name, which the API for tenants refuses.
        platform.admin().put("/mallory", Map.of("displayName", script)).requiring(204);
        try (Operator olga = Operator.at(platform, "olga")) {
            // The registry stores the realm's display name without the characters that the API for tenants refuses.
            String cleaned = "img src=x onerror=\"document.title='owned'\" script document.title='owned' /script";
            olga.find("mallory").sees("mallory", cleaned);
            olga.choose("mallory", "rename");
            assertThat(olga.browser().property("dialog [name='displayName']", "value")).isEqualTo(cleaned);
            olga.send().hears("renamed");

            assertThat(olga.browser().title()).isEqualTo("Tenants");
            assertThat(olga.browser().script("return document.querySelectorAll('img, body script').length"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void anOperatorSignsInAgainAfterTheSessionHasEnded() {
        try (Operator olga = Operator.at(platform, "olga")) {
            olga.sees("acme", "Active");
            Eventually.holds("the page has loaded all data", () -> (Boolean) olga.browser().script(
                    "return [...document.querySelectorAll('tr[data-tenant]')].every((row) => /[kM]B/.test(row.innerText))"));
            platform.signOutEverywhere("olga");

            olga.browser().type("#search", "glob").awaitText("dialog", "Your session has ended");
            olga.browser().accessible("an ended session");
            olga.send();
            olga.signIn("olga");
            olga.sees("acme", "Active");
        }
    }

    @Test
    void signingOutAlsoEndsKeycloaksSession() {
        try (Operator victor = Operator.at(platform, "victor")) {
            victor.sees("acme", "Active").browser().click("#sign-out").awaitText("main", "You are signed out.");

            victor.browser().click("main button");
            victor.signIn("victor");
            victor.sees("acme", "Active");
        }
    }

    @Test
    void theProgressOfAMigrationIsFollowedToItsEnd() {
        // A job of another server, which no server takes over. The test itself changes the job's progress.
        keycloak.database().execute("""
                insert into tenantry.migration_job (id, version, state, server, heartbeat_at)
                values ('watched', 99, 'RUNNING', 'elsewhere', now() + interval '1 hour')""");
        keycloak.database().execute("""
                insert into tenantry.migration_job_tenant (job_id, realm_id, name, outcome, ended_at)
                select 'watched', 'realm-' || n, 'tenant-' || n, case when n <= 3 then 'MIGRATED' end,
                  case when n <= 3 then now() end
                from generate_series(1, 10) n""");
        try (Operator olga = Operator.at(platform, "olga")) {
            Browser browser = olga.browser();
            browser.awaitText(".tenants-job", "3 of 10 tenants");
            assertThat(browser.property("[role='progressbar']", "ariaValueNow")).isEqualTo("30");
            browser.accessible("a running migration").picture("console-migration");

            keycloak.database().execute("""
                    update tenantry.migration_job_tenant set outcome = 'FAILED', ended_at = now(),
                      cause = 'V99__x.sql, line 1, failed (42P07)' where name = 'tenant-4'""");
            browser.awaitText(".tenants-job", "4 of 10 tenants, 1 failed");
            keycloak.database().execute(
                    "update tenantry.migration_job set state = 'DONE', finished_at = now() where id = 'watched'");

            browser.awaitText("main", "3 tenants migrated to version 99, 1 failed.")
                    .awaitText("main", "tenant-4: V99__x.sql, line 1, failed (42P07)");
            olga.seesNo(".tenants-job");
        }
    }

    @Test
    void allTenantsAreMigrated() {
        platform.setBehind("quartz");
        try (Operator olga = Operator.at(platform, "olga")) {
            olga.find("quartz").sees("quartz", "behind").browser().click("#migrate-all");
            olga.fill("canary", "no-such-tenant").send().browser().awaitText("dialog", "a tenant that does not exist");
            olga.browser().accessible("migrate all, refused");
            olga.fill("canary", "quartz").send();

            olga.browser().awaitText("main", "migrated to version");
            olga.seesNo(Operator.row("quartz") + " .pf-m-orange");
        }
    }

    @Test
    void statisticsArePlottedAndHaveTables() {
        platform.provision("gallery"); // the page shows the newest tenants
        try (Operator olga = Operator.at(platform, "olga")) {
            Browser browser = olga.browser();
            browser.sized(1280, 1180).click("a[href='#statistics']").awaitText("h1", "Statistics");
            browser.awaitText("[aria-label='Tenants over time']", "tenants today");
            browser.awaitText("[aria-label='Users over time']", "151,8");
            browser.awaitText("[aria-label='Provisioning time']", "median");
            browser.awaitText("[aria-label='Migration state']", "version");
            assertThat(browser.script("return document.querySelectorAll('svg[role=img] > title').length"))
                    .isEqualTo(5L);
            browser.accessible("statistics").picture("console-statistics");

            browser.click("[aria-label='Provisioning time'] summary");
            browser.awaitText("[aria-label='Provisioning time'] table", "gallery");
            browser.accessible("statistics as a table");

            browser.dark().awaitText("h1", "Statistics").accessible("statistics in the dark").picture("console-statistics-dark");
            browser.click("a[href='#tenants']").awaitText(Operator.row("acme"), "Active");
            browser.accessible("tenants in the dark");
        }
    }

    @Test
    void aFormerNameIsListedAndFreed() {
        platform.provision("lagoon");
        platform.admin().put(TestTenants.PATH + "/lagoon", Map.of("name", "lagoon-2")).requiring(200);
        String row = "tr[data-name='lagoon']";
        try (Operator victor = Operator.at(platform, "victor")) {
            victor.browser().click("a[href='#former-names']").awaitText(row, "lagoon-2");
            assertThat(victor.browser().shows(row + " button")).isFalse();
        }
        try (Operator olga = Operator.at(platform, "olga")) {
            Browser browser = olga.browser();
            browser.click("a[href='#former-names']").awaitText("h1", "Former names").awaitText(row, "lagoon-2");
            browser.accessible("former names");

            browser.click(row + " button").awaitText("dialog", "part of an issuer");
            olga.send().hears("The name lagoon is free.");
            olga.seesNo(row);
        }
        platform.provision("lagoon");
    }

    @Test
    void accessToATenantIsGrantedShownAndRevoked() {
        try (Operator grace = Operator.at(platform, "grace")) {
            Browser browser = grace.browser();
            grace.find("quartz").choose("quartz", "access");
            browser.awaitText("h1", "Access to quartz").awaitText("main", "No access is granted.");

            browser.click("#grant");
            grace.fill("user", "nobody-at-all").fill("reason", "ticket <b>4711</b>").fill("roles", "view-users").send();
            browser.awaitText("dialog .tenants-refused", "no such user").accessible("a grant, refused");
            grace.fill("user", "nadia").send().hears("nadia can administer quartz until");
            String row = "tr[data-user='nadia']";
            browser.awaitText(row, "ticket <b>4711</b>").awaitText(row, "grace").awaitText(row, "view-users");
            browser.accessible("access to a tenant").picture("console-access");
            assertThat(access("quartz").at("/0/user").asText()).isEqualTo("nadia");

            browser.click(row + " button").awaitText("dialog", "no longer administer quartz");
            grace.send().hears("The access of nadia to quartz is revoked.");
            grace.seesNo(row);
            assertThat(access("quartz")).isEmpty();
        }
    }

    @Test
    void aLateAnswerDoesNotShowTheAccessToAnotherTenant() {
        platform.provision("tundra");
        platform.provision("savanna");
        platform.admin().post(TestTenants.PATH + "/tundra/access", Map.of("user", "nadia", "minutes", 5, "reason", "a test"))
                .requiring(200);
        try (Operator grace = Operator.at(platform, "grace")) {
            Browser browser = grace.browser();
            browser.script("""
                    const send = window.fetch;
                    window.fetch = async (address, options) => {
                      if (!String(address).endsWith('/tundra/access')) {
                        return send(address, options);
                      }
                      await new Promise((proceed) => { window.proceed = proceed; });
                      const answer = await send(address, options);
                      setTimeout(() => { window.answered = true; }, 500);
                      return answer;
                    };
                    location.hash = '#access/tundra';""");
            browser.awaitText("h1", "Access to tundra");
            Eventually.holds("a request", () -> (Boolean) browser.script("return window.proceed !== undefined"));
            browser.script("location.hash = '#access/savanna'");
            browser.awaitText("h1", "Access to savanna").awaitText("main", "No access is granted.");

            browser.script("window.proceed()");
            Eventually.holds("a late answer", () -> (Boolean) browser.script("return window.answered === true"));

            assertThat(browser.shows("tr[data-user='nadia']")).isFalse();
        }
    }

    private static JsonNode access(String tenant) {
        return platform.admin().get(TestTenants.PATH + "/" + tenant + "/access").requiring(200).json();
    }

    @Test
    void findingsAreShownAndFixed() {
        try (Operator olga = Operator.at(platform, "olga")) {
            Browser browser = olga.browser();
            browser.click("a[href='#findings']").awaitText("main", "No problems found.");
            browser.accessible("no findings");

            String schema = platform.schema("cobalt");
            keycloak.database().execute("comment on schema \"" + schema + "\" is null");
            keycloak.database().execute("alter table \"" + schema + "\".users rename consents to away");
            browser.click("a[href='#tenants']").awaitText(Operator.row("acme"), "Active");
            browser.click("a[href='#findings']").awaitText("main", "2 problems found.");
            browser.awaitText("[data-kind='SCHEMA_DRIFTED']", "missing: column users.consents")
                    .awaitText("[data-kind='SCHEMA_DRIFTED']", "drift cobalt");
            assertThat(browser.shows("[data-kind='SCHEMA_DRIFTED'] button")).isFalse();
            browser.accessible("findings").picture("console-findings");

            browser.click("[data-kind='SCHEMA_UNMARKED'] button").awaitText("dialog", "Mark the schema");
            olga.send().hears("SCHEMA_UNMARKED of cobalt is fixed.");
            browser.awaitText("main", "1 problem found.");

            keycloak.database().execute("alter table \"" + schema + "\".users rename away to consents");
            browser.click("a[href='#tenants']").awaitText(Operator.row("acme"), "Active");
            browser.click("a[href='#findings']").awaitText("main", "No problems found.");
        }
        try (Operator victor = Operator.at(platform, "victor")) {
            victor.browser().click("a[href='#findings']").awaitText("main", "No problems found.");
        }
    }

    @Test
    void theConsoleCanBeUsedWithAKeyboardOnly() {
        try (Operator olga = Operator.at(platform, "olga")) {
            Browser browser = olga.browser();
            olga.find("meridian").sees("meridian", "Active");
            press(browser, Operator.row("meridian") + " .pf-v5-c-menu-toggle", Keys.ENTER);
            browser.awaitText(".tenants-menu", "Suspend");
            assertThat(browser.script("return document.activeElement.dataset.operation")).isEqualTo("rename");
            browser.accessible("a menu").picture("console-menu");
            press(browser, "[data-operation='rename']", Keys.ARROW_DOWN);
            assertThat(browser.script("return document.activeElement.dataset.operation")).isEqualTo("suspend");
            press(browser, "[data-operation='suspend']", Keys.ESCAPE);
            olga.seesNo(".tenants-menu");
            assertThat(browser.script("return document.activeElement.ariaLabel")).isEqualTo("Actions for meridian");

            press(browser, "#create", Keys.ENTER);
            assertThat(focused(browser)).isEqualTo("displayName");
            press(browser, "dialog [name='displayName']", Keys.ESCAPE);
            olga.seesNo("dialog");
            assertThat(browser.script("return document.activeElement.id")).isEqualTo("create");
        }
    }

    @Test
    void thePageFitsTheWidthOfATelephone() {
        try (Operator olga = Operator.at(platform, "olga")) {
            olga.browser().sized(390, 844);
            olga.sees("acme", "Acme Ltd").browser().accessible("a telephone").picture("console-phone");
            assertThat(olga.browser().script("return document.documentElement.scrollWidth")).isEqualTo(390L);
        }
    }

    private static Object focused(Browser browser) {
        return browser.script("return document.activeElement.name");
    }

    private static void press(Browser browser, String selector, Keys key) {
        browser.driver().findElement(By.cssSelector(selector)).sendKeys(key);
    }
}
