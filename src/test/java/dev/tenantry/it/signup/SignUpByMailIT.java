package dev.tenantry.it.signup;

import static dev.tenantry.it.signup.Visitor.FIND;
import static dev.tenantry.it.signup.Visitor.SIGN_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.Mail;
import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Tests sign-ups with a captcha and for some email domains only. The tenant is provisioned after the visitor has opened
 * the link in a mail and confirmed.
 */
final class SignUpByMailIT {

    private static final KeycloakUnderTest KEYCLOAK = OpenServer.inFiveLanguages(
            KeycloakUnderTest.another("sign-up-mail", settings -> settings
                    .withProvider(SumCaptchaFactory.jar(settings.home()))
                    .withOption("hostname", "localhost")
                    .withOption("proxy-headers", "xforwarded")
                    .withOption("spi-tenants--default--sign-up", "true")
                    .withOption("spi-tenants--default--sign-up-verify-email", "true")
                    .withOption("spi-tenants--default--find-tenant", "true")
                    .withOption("spi-tenants--default--find-tenant-by-email", "true")
                    .withOption("spi-tenants--default--sign-up-email-domains", "acme.test, globex.test")
                    .withOption("spi-tenants--default--reconcile-interval", "1")));
    private static final MailServer MAIL = mailOfMaster();

    private final Visitor visitor = new Visitor(KEYCLOAK);
    private final String name = TestTenants.newName();
    private final String email = name + "@acme.test";
    private final Map<String, String> form = form();

    @AfterAll
    static void stop() {
        KEYCLOAK.server().stop();
        MAIL.close();
    }

    @Test
    void theTenantIsProvisionedWhenTheButtonOfTheLinkedPageIsPressed() {
        Answer sent = visitor.send(SIGN_UP, form);

        assertThat(sent.status()).isEqualTo(200);
        assertThat(visitor.page().text()).contains("Check your mail").contains(email);
        Mail mail = MAIL.newest(email);
        assertThat(mail.subject()).isEqualTo("Create your organization");
        assertThat(mail.text()).contains("The " + name, "ada", "1 day", "nothing has been created");
        assertNothingIsMade();

        // A mail scanner opens the link before the reader does. Opening the link provisions nothing.
        new Visitor(KEYCLOAK).open(mail.link()).requiring(200);
        Visitor reader = new Visitor(KEYCLOAK);
        reader.open(mail.link()).requiring(200);
        assertThat(reader.page().text())
                .contains("Create this organization?", "Name of the organization: The " + name, "User name: ada");
        assertNothingIsMade();

        Answer provisioned = reader.sendForm(SIGN_UP + "/confirm", Map.of());
        assertThat(provisioned.status()).isEqualTo(303);
        reader.open(provisioned.header("Location")).requiring(200);
        assertThat(reader.page().selectFirst("h1").text()).isEqualTo("Welcome!");
        JsonNode user = KEYCLOAK.admin().get("/" + name + "/users").json().get(0);
        assertThat(user.get("emailVerified").asBoolean()).isTrue();
        assertThat(user.get("firstName").asText()).isEqualTo("Ada");
        Realm realm = new Realm(KEYCLOAK.server().url(), name);
        assertThat(realm.passwordGrant("admin-cli", "ada", Visitor.PASSWORD).status()).isEqualTo(200);

        reader.open(mail.link()).requiring(400);
        assertThat(reader.page().text()).contains("This link has expired or was used already.");
    }

    @Test
    void thePasswordIsStoredAsAHashAndTheTokenAsADigest() {
        visitor.send(SIGN_UP, form).requiring(200);
        String token = MAIL.newest(email).link().replaceFirst(".*token=", "");

        String row = KEYCLOAK.database().rows("select * from tenantry.sign_up where name = ?", name).toString();
        assertThat(row).contains("argon2").doesNotContain(Visitor.PASSWORD).doesNotContain(token);
    }

    @Test
    void twoSimultaneousConfirmationsLeadToOneTenantAndOneSession() throws Exception {
        visitor.send(SIGN_UP, form).requiring(200);
        String link = MAIL.newest(email).link();
        Visitor late = new Visitor(KEYCLOAK);
        late.open(link).requiring(200);

        List<Answer> answers = confirmAtOnce(link);

        // The second request gets the same tenant, or comes after the link was used.
        assertThat(answers).hasSize(2).extracting(Answer::status).contains(303).isSubsetOf(303, 400);
        assertThat(answers).filteredOn(SignUpByMailIT::signsIn).hasSize(1);
        assertThat(KEYCLOAK.admin().get(TestTenants.PATH + "/count?search=" + name).body()).isEqualTo("1");
        late.sendForm(SIGN_UP + "/confirm", Map.of()).requiring(400);
        assertThat(late.page().text()).contains("was used already");
    }

    private static List<Answer> confirmAtOnce(String link) throws Exception {
        List<Callable<Answer>> clicks = new ArrayList<>();
        for (int page = 0; page < 2; page++) {
            Visitor reader = new Visitor(KEYCLOAK);
            reader.open(link).requiring(200);
            clicks.add(() -> reader.sendForm(SIGN_UP + "/confirm", Map.of()));
        }
        ExecutorService readers = Executors.newFixedThreadPool(clicks.size());
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : readers.invokeAll(clicks, 1, TimeUnit.MINUTES)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            readers.shutdownNow();
        }
    }

    private static boolean signsIn(Answer answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .anyMatch(cookie -> cookie.startsWith("KEYCLOAK_IDENTITY"));
    }

    @Test
    void aLinkThatIsStillStoredAfterTheProvisioningSignsNobodyIn() {
        visitor.send(SIGN_UP, form).requiring(200);
        Visitor reader = new Visitor(KEYCLOAK);
        reader.open(MAIL.newest(email).link()).requiring(200);
        KEYCLOAK.database().execute("create table kept_link as select * from tenantry.sign_up where name = ?", name);
        reader.sendForm(SIGN_UP + "/confirm", Map.of()).requiring(303);
        KEYCLOAK.database().execute("insert into tenantry.sign_up select * from kept_link");
        KEYCLOAK.database().execute("drop table kept_link");

        Visitor thief = new Visitor(KEYCLOAK);
        thief.open(MAIL.newest(email).link()).requiring(200);
        Answer answer = thief.sendForm(SIGN_UP + "/confirm", Map.of());

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(KEYCLOAK.server().url() + "/realms/" + name + "/account");
        assertThat(signsIn(answer)).isFalse();
        KEYCLOAK.database().execute("delete from tenantry.sign_up where name = ?", name);
    }

    @Test
    void typedTextIsNeitherALinkNorALineInAMail() {
        form.put("organization", "Acme, go to https://evil.example/x or www.evil.example first " + "and then on ".repeat(9));

        visitor.send(SIGN_UP, form).requiring(200);

        Mail mail = MAIL.newest(email);
        for (String text : new String[] {mail.text(), mail.html()}) {
            assertThat(text).contains("Acme, go to https: / / evil. example").doesNotContain("evil.example");
        }
        assertThat(mail.text().lines()).anyMatch(line -> line.matches("Acme, go to .{1,70}…"));
        assertThat(mail.link()).startsWith(KEYCLOAK.server().url() + SIGN_UP + "/confirm?token=");
    }

    @Test
    void theFirstConfirmationGetsTheAddressAndTheSecondIsRefused() {
        visitor.send(SIGN_UP, form).requiring(200);
        String link = MAIL.newest(email).link();
        Map<String, String> others = new HashMap<>(form);
        others.put("email", name + "@globex.test");
        new Visitor(KEYCLOAK).send(SIGN_UP, others).requiring(200);
        Visitor other = new Visitor(KEYCLOAK);
        other.open(MAIL.newest(name + "@globex.test").link());
        other.sendForm(SIGN_UP + "/confirm", Map.of()).requiring(303);

        visitor.open(link).requiring(200);
        Answer late = visitor.sendForm(SIGN_UP + "/confirm", Map.of());

        assertThat(late.status()).isEqualTo(409);
        assertThat(visitor.page().text()).contains("Someone else may have taken the address in the meantime.");
    }

    @Test
    void anotherSitesPageCannotPressTheButton() {
        visitor.send(SIGN_UP, form).requiring(200);
        visitor.open(MAIL.newest(email).link()).requiring(200);
        String token = visitor.page().selectFirst("input[name=token]").val();

        assertThat(new Visitor(KEYCLOAK).with("Origin", "https://evil.test")
                .post(SIGN_UP + "/confirm", Map.of("token", token)).status()).isEqualTo(403);
        Visitor forged = new Visitor(KEYCLOAK);
        forged.open(SIGN_UP);
        // The browser has only the token of another form. The page asks again, and nothing is provisioned.
        assertThat(forged.sendForm(SIGN_UP + "/confirm", Map.of("token", token)).status()).isEqualTo(200);
        assertNothingIsMade();
    }

    @Test
    void anExpiredLinkIsRefusedAndDeleted() {
        visitor.send(SIGN_UP, form).requiring(200);
        String link = MAIL.newest(email).link();
        KEYCLOAK.database().execute("update tenantry.sign_up set expires_at = now() where name = ?", name);

        assertThat(visitor.open(link).status()).isEqualTo(400);
        Eventually.holds("the link's row is deleted", () -> KEYCLOAK.database().<Long>value(
                "select count(*) from tenantry.sign_up where name = ?", name) == 0);
    }

    @Test
    void onlyAllowedEmailDomainsMaySignUp() {
        form.put("email", "ada@initech.test");

        assertThat(visitor.send(SIGN_UP, form).status()).isEqualTo(400);
        assertThat(visitor.error("email")).isEqualTo("Addresses of this domain can't sign up here.");
        assertThat(MAIL.mails("ada@initech.test")).isEmpty();
    }

    @Test
    void anOperatorsOwnCaptchaIsShownAndChecked() {
        form.put("sum", "6");

        Answer refused = visitor.send(SIGN_UP, form);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(visitor.page().text()).contains("Invalid Recaptcha");
        assertThat(visitor.page().selectFirst("form #sum")).isNotNull();
        assertThat(refused.header("Content-Security-Policy"))
                .contains("script-src 'self' 'unsafe-inline' https://captcha.test;");
        assertThat(MAIL.mails(email)).isEmpty();
        // The captcha is checked before the database is queried.
        form.put("address", "master");
        visitor.send(SIGN_UP, form).requiring(400);
        assertThat(visitor.page().text()).contains("Invalid Recaptcha");
        assertThat(visitor.fieldsWithErrors()).isEmpty();
    }

    @Test
    void aWeakPasswordIsReportedBeforeAMailIsSent() {
        form.put("password", "short");
        form.put("password-confirm", "short");

        assertThat(visitor.send(SIGN_UP, form).status()).isEqualTo(400);
        assertThat(visitor.error("password")).isEqualTo("Invalid password: minimum length 8.");
        assertThat(MAIL.mails(email)).isEmpty();
        assertNothingIsMade();
    }

    @Test
    void aMailboxGetsALimitedNumberOfMails() {
        Answer answer = visitor.send(SIGN_UP, form);
        for (int sent = 1; sent < 6; sent++) {
            answer = new Visitor(KEYCLOAK).send(SIGN_UP, form); // each from another address
        }

        // The answer does not reveal the earlier mails.
        assertThat(answer.status()).isEqualTo(200);
        assertThat(MAIL.mails(email)).hasSize(5);
        Map<String, String> subaddress = new HashMap<>(form);
        subaddress.put("email", email.replace("@", "+more@"));
        new Visitor(KEYCLOAK).send(SIGN_UP, subaddress).requiring(200);
        assertThat(MAIL.mails(subaddress.get("email"))).isEmpty();
    }

    @Test
    void refusedFormsAndFindFormsDoNotCountForTheMailsOfSignUps() {
        Map<String, String> weak = new HashMap<>(form);
        weak.put("password", "short");
        weak.put("password-confirm", "short");
        for (int sent = 0; sent < 6; sent++) {
            new Visitor(KEYCLOAK).send(SIGN_UP, weak).requiring(400);
            new Visitor(KEYCLOAK).send(FIND, Map.of("address", email)).requiring(200);
        }

        visitor.send(SIGN_UP, form).requiring(200);
        assertThat(MAIL.mails(email)).hasSize(1);
    }

    @Test
    void aUserGetsTheAddressesOfAllTenantsByMailAndAnUnknownEmailGetsTheSameAnswer() {
        TestTenants tenants = new TestTenants(KEYCLOAK);
        TestTenant acme = tenants.provision("ada", Visitor.PASSWORD);
        TestTenant globex = tenants.provision("ada", Visitor.PASSWORD);
        TestTenant other = tenants.provision("ada", Visitor.PASSWORD);
        for (TestTenant tenant : List.of(acme, globex)) {
            tenant.post("/users", Map.of("username", "bob", "email", email, "enabled", true, "emailVerified", true))
                    .requiring(201);
        }
        // A tenant's admin can add users with any email, and set any frontend URL. The mail ignores unverified emails
        // and these URLs.
        other.post("/users", Map.of("username", "bob", "email", email, "enabled", true)).requiring(201);
        acme.put("", Map.of("displayName", "Acme\r\nhttps://evil.example ${doLogIn}",
                "attributes", Map.of("frontendUrl", "https://" + acme.name() + ".evil.example"))).requiring(204);

        Answer known = visitor.send(FIND, Map.of("address", email.toUpperCase(Locale.ROOT)));
        Answer unknown = visitor.send(FIND, Map.of("address", "nobody-" + email));

        assertThat(known.status()).isEqualTo(200);
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(known.body().replace(email, "…")).isEqualTo(unknown.body().replace("nobody-" + email, "…"));
        assertThat(MAIL.newest(email).text())
                .contains(acme.realm().issuer() + "/account", globex.realm().issuer() + "/account")
                .contains("Acme https: / / evil. example $doLogIn}", "Tenant " + globex.name())
                .doesNotContain(other.name(), "evil.example");
        // The server handles requests in order: when carol has a mail, the request for the unknown email is done.
        globex.post("/users", Map.of("username", "carol", "email", "carol@" + globex.name() + ".test", "enabled", true,
                "emailVerified", true)).requiring(201);
        visitor.send(FIND, Map.of("address", "carol@" + globex.name() + ".test")).requiring(200);
        MAIL.newest("carol@" + globex.name() + ".test");
        assertThat(MAIL.mails("nobody-" + email)).isEmpty();
    }

    private Map<String, String> form() {
        Map<String, String> fields = Visitor.form(name);
        fields.put("email", email);
        fields.remove("terms");
        fields.put("sum", "5");
        return fields;
    }

    private void assertNothingIsMade() {
        assertThat(KEYCLOAK.admin().get(TestTenants.PATH + "/" + name).status()).isEqualTo(404);
        assertThat(KEYCLOAK.admin().get("/" + name).status()).isEqualTo(404);
    }

    private static MailServer mailOfMaster() {
        MailServer mail = new MailServer();
        mail.serveMaster(KEYCLOAK);
        return mail;
    }
}
