package dev.tenantry.it.signup;

import static dev.tenantry.it.signup.Visitor.FIND;
import static dev.tenantry.it.signup.Visitor.SIGN_UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests attacks on the public pages for sign-up and for finding a tenant. */
final class SignUpAttacksIT {

    private static final KeycloakUnderTest KEYCLOAK = OpenServer.get();
    private static final int ENOUGH = 20 * OpenServer.LIMIT;

    private final Visitor visitor = new Visitor(KEYCLOAK);
    private final String name = TestTenants.newName();
    private final Map<String, String> form = Visitor.form(name);

    @Test
    void aFormSentByAnotherSiteIsRefused() {
        for (String origin : new String[] {"https://evil.test", "null", KEYCLOAK.server().url() + ".evil.test"}) {
            Answer answer = new Visitor(KEYCLOAK).with("Origin", origin).send(SIGN_UP, form);
            assertThat(answer.status()).as(origin).isEqualTo(403);
        }
        for (String site : new String[] {"cross-site", "same-site"}) {
            Answer answer = new Visitor(KEYCLOAK).with("Sec-Fetch-Site", site).send(SIGN_UP, form);
            assertThat(answer.status()).as(site).isEqualTo(403);
        }
        assertNoTenant();

        assertThat(visitor.with("Origin", KEYCLOAK.server().url()).send(SIGN_UP, form).status()).isEqualTo(303);
    }

    @Test
    void aFormWithoutItsBrowsersTokenIsRefused() {
        Visitor other = new Visitor(KEYCLOAK);
        other.open(SIGN_UP);

        visitor.open(SIGN_UP);
        assertRefused(visitor.sendForm(SIGN_UP, with("form-token", "")));
        assertRefused(visitor.sendForm(SIGN_UP, with("form-token", other.token())));

        visitor.open(FIND);
        assertRefused(visitor.sendForm(SIGN_UP, with("form-token", visitor.token())));

        visitor.open(SIGN_UP);
        visitor.forgetCookies();
        assertRefused(visitor.sendForm(SIGN_UP, form));
        assertNoTenant();

        // The page of the refusal has a valid token and the typed fields.
        assertThat(visitor.page().selectFirst("#organization").val()).isEqualTo("The " + name);
        assertThat(visitor.sendForm(SIGN_UP, form).status()).isEqualTo(303);
    }

    @Test
    void theSignUpPageIsRefusedOverPlainHttpFromARemoteAddress() {
        assertThat(new Visitor(KEYCLOAK, "192.0.2.1").open(SIGN_UP).status()).isEqualTo(403);
        assertThat(new Visitor(KEYCLOAK, "192.0.2.1").with("X-Forwarded-Proto", "https").open(SIGN_UP).status())
                .isEqualTo(200);
    }

    @Test
    void onlyTheContentTypeOfAFormIsAccepted() {
        visitor.open(SIGN_UP);
        String body = Http.form(with("form-token", visitor.token()));

        for (String type : new String[] {"text/plain", "application/json", "multipart/form-data"}) {
            assertThat(visitor.postAs(type, SIGN_UP, body).status()).as(type).isBetween(400, 499);
        }
        assertNoTenant();
    }

    @Test
    void noPageCanBeFramedOrCached() {
        List<Answer> pages = new ArrayList<>(List.of(
                visitor.open(SIGN_UP),
                visitor.send(SIGN_UP, Map.of()),
                visitor.open(FIND),
                visitor.send(FIND, Map.of("address", "nobody-here")),
                visitor.open(SIGN_UP + "/confirm?token=none"),
                new Visitor(KEYCLOAK).with("Origin", "https://evil.test").send(SIGN_UP, form)));
        pages.add(visitor.send(SIGN_UP, form));
        pages.add(visitor.open("/realms/" + name + "/tenants/welcome").requiring(200));

        for (Answer page : pages) {
            assertThat(page.headers().allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(page.headers().allValues("Content-Security-Policy")).singleElement().asString()
                    .contains("frame-ancestors 'none'").contains("object-src 'none'").contains("form-action 'self'");
            assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
            assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        }
        assertThat(pages.get(0).headers().allValues("Set-Cookie")).singleElement().asString()
                .contains("HttpOnly").contains("SameSite=Strict").contains("Path=/realms/master/tenants");
    }

    @Test
    void typedTextIsNeverHtml() {
        String script = "\"'><script>alert(1)</script><img src=x onerror=alert(2)> ${formToken} {0}";
        for (String field : new String[] {"organization", "address", "email", "username", "firstName", "lastName"}) {
            visitor.send(SIGN_UP, with(field, script, "password-confirm", "other"));
            assertHarmless(visitor);
            assertThat(visitor.page().selectFirst("#" + field).val()).as(field).isEqualTo(script);
        }
        visitor.send(FIND, Map.of("address", script));
        assertHarmless(visitor);

        visitor.send(SIGN_UP, with("organization", script)).requiring(400);
        assertThat(visitor.error("organization")).isEqualTo("A name cannot have <, > or ${ in it.");

        String quotes = "\"'&lt;script&gt;alert(1) {formToken} {0}";
        Answer made = visitor.send(SIGN_UP, with("organization", quotes, "firstName", "Ada \u202e"));
        assertThat(made.status()).isEqualTo(303);
        assertThat(visitor.open(made.header("Location")).status()).isEqualTo(200);
        assertThat(visitor.page().text()).contains("\"'&lt;script&gt;alert(1)");
        assertHarmless(visitor);
        // The tenant's own login page. In a standard realm the display name on this page may be HTML.
        visitor.open("/realms/" + name + "/account/");
        assertHarmless(visitor);
    }

    @Test
    void onlyTheStartOfATooLongTextIsUsed() {
        String marks = "\u0323\u0301".repeat(2_000);
        for (String field : new String[] {"organization", "address", "email", "username", "firstName", "lastName"}) {
            visitor.send(SIGN_UP, with(field, marks)).requiring(400);
            assertThat(visitor.fieldsWithErrors()).contains(field);
            assertThat(visitor.page().selectFirst("#" + field).val().length()).as(field).isEqualTo(256);
        }
        visitor.send(SIGN_UP, with("password", "a".repeat(50_000))).requiring(400);
        assertThat(visitor.fieldsWithErrors()).containsExactly("password");
        for (String typed : new String[] {"/".repeat(20_000), "a/realms/".repeat(2_000), marks}) {
            visitor.send(FIND, Map.of("address", typed)).requiring(400);
            assertThat(visitor.page().selectFirst("#address").val().length()).isEqualTo(256);
        }
    }

    @Test
    void anUnreadableOrganizationNameIsRefused() {
        for (String unreadable : new String[] {
            "Acme\r\nYour account is locked", "Acme \u202e", "Acme \u001b[2J", "\u200b\u3164", "${doLogIn}"}) {
            visitor.send(SIGN_UP, with("organization", unreadable)).requiring(400);
            assertThat(visitor.fieldsWithErrors()).as(unreadable).containsExactly("organization");
        }
        assertNoTenant();
    }

    @Test
    void theLimitOfASiteCountsTheFormsFromAllItsSubnets() {
        visitor.with("X-Forwarded-Proto", "https").open(FIND).requiring(200);
        Map<String, String> typed = Map.of("address", "nobody-here", "form-token", visitor.token());
        Answer answer = visitor.with("X-Forwarded-For", "2001:db8:7:0::1").post(FIND, typed);
        prolongPeriods();
        for (int subnet = 1; answer.status() == 400 && subnet < 4 * ENOUGH; subnet++) {
            answer = visitor.with("X-Forwarded-For", "2001:db8:7:%x::1".formatted(subnet)).post(FIND, typed);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(visitor.with("X-Forwarded-For", "2001:db8:8:1::1").post(FIND, typed).status()).isEqualTo(400);
    }

    @Test
    void noRedirectLeavesTheServer() {
        String evil = "redirect_uri=https://evil.test&next=//evil.test&kc_locale=//evil.test";
        Answer made = visitor.send(SIGN_UP + "?" + evil, form);

        String realm = KEYCLOAK.server().url() + "/realms/" + name;
        assertThat(made.header("Location")).startsWith(realm + "/tenants/welcome").doesNotContain("evil");
        for (String typed : new String[] {
            "//evil.test", "https://evil.test/realms/" + name, "https://evil.test/realms/" + name + "/..//evil.test"}) {
            Answer found = visitor.send(FIND, Map.of("address", typed));
            if (found.status() == 303) {
                assertThat(found.header("Location")).isEqualTo(realm + "/account");
            } else {
                assertThat(found.status()).isEqualTo(400);
            }
        }
    }

    @Test
    void aFloodOfFormsIsStoppedOnlyForItsSender() {
        visitor.open(SIGN_UP);
        Answer answer = visitor.sendForm(SIGN_UP, Map.of());
        for (int i = 0; answer.status() == 400 && i < ENOUGH; i++) {
            visitor.open(SIGN_UP);
            answer = visitor.sendForm(SIGN_UP, Map.of());
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, OpenServer.PERIOD_SECONDS);
        assertThat(visitor.page().text()).contains("Too many requests");

        assertThat(new Visitor(KEYCLOAK).send(SIGN_UP, form).status()).isEqualTo(303);

        Eventually.sees("the flood's sender may send forms again",
                () -> visitor.send(SIGN_UP, Map.of()).status(), status -> status == 400);
    }

    @Test
    void aFloodOfAddressChecksIsStopped() {
        Answer answer = visitor.open(SIGN_UP + "/address?name=acme");
        prolongPeriods();
        for (int i = 0; answer.status() == 200 && i < ENOUGH * 20; i++) {
            answer = visitor.open(SIGN_UP + "/address?name=acme");
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    @Test
    void theFormThatFindsATenantHasTheSameProtection() {
        visitor.send(SIGN_UP, form).requiring(303);
        Map<String, String> typed = Map.of("address", name);

        assertThat(new Visitor(KEYCLOAK).with("Origin", "https://evil.test").send(FIND, typed).status()).isEqualTo(403);
        Visitor forged = new Visitor(KEYCLOAK);
        forged.open(SIGN_UP);
        assertRefused(forged.sendForm(FIND, typed));

        Answer answer = visitor.send(FIND, typed);
        for (int i = 0; answer.status() == 303 && i < ENOUGH; i++) {
            answer = visitor.send(FIND, typed);
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(new Visitor(KEYCLOAK).send(FIND, typed).status()).isEqualTo(303);
    }

    @Test
    void theSignUpFormRevealsNoUserOfAnotherTenant() {
        visitor.send(SIGN_UP, form).requiring(303);

        // The same person signs up for a second tenant. Emails and usernames are unique only within a tenant.
        String another = TestTenants.newName();
        Answer again = new Visitor(KEYCLOAK).send(SIGN_UP, with("address", another));

        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("Location")).contains("/realms/" + another + "/");
    }

    /** Prolongs the periods that have begun, since a slow machine can't send hundreds of requests in one period. */
    private static void prolongPeriods() {
        KEYCLOAK.database().execute("""
                update tenantry.form_use set until_at = now() + interval '10 minutes' where until_at > now()""");
    }

    private Map<String, String> with(String... fields) {
        Map<String, String> changed = new HashMap<>(form);
        for (int i = 0; i < fields.length; i += 2) {
            changed.put(fields[i], fields[i + 1]);
        }
        return changed;
    }

    private static void assertHarmless(Visitor visitor) {
        assertThat(visitor.page().select("script")).noneMatch(script -> script.data().contains("alert(1)"));
        assertThat(visitor.page().select("[onerror]")).isEmpty();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The form was open for too long");
    }

    private void assertNoTenant() {
        assertThat(KEYCLOAK.admin().get(TestTenants.PATH + "/" + name).status()).isEqualTo(404);
    }
}
