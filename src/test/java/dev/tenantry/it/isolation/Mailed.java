package dev.tenantry.it.isolation;

import static dev.tenantry.support.actors.TestRealm.APPLICATION;
import static dev.tenantry.support.actors.TestRealm.REDIRECT_URI;

import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A kind of link that Keycloak mails to a user, with the request that makes Keycloak send the mail. */
record Mailed(Consumer<FullTenant> ask) {

    static final Map<String, Mailed> KINDS = new TreeMap<>(Map.of(
            "link to choose a new password", new Mailed(of -> {
                LoginBrowser browser = new LoginBrowser(of.oidc());
                browser.authorize(APPLICATION, REDIRECT_URI);
                browser.submit(Map.of("username", "grace"));
                browser.click("a[href*=reset-credentials]");
                browser.submit(Map.of("username", "grace"));
            }),
            "link to verify the address", new Mailed(of -> good(of.tenant().put(
                    "/users/" + of.grace() + "/send-verify-email", Map.of()))),
            "link to what an admin asks for", new Mailed(of -> good(of.tenant().put(
                    "/users/" + of.grace() + "/execute-actions-email", List.of("UPDATE_PASSWORD")))),
            "link to join an organization", new Mailed(of -> good(of.tenant().keycloak().admin().postForm(
                    "/" + of.tenant().name() + "/organizations/" + of.values().of("/organizations/{org-id}")
                            + "/members/invite-existing-user", Map.of("id", of.another()))))));

    String linkOf(FullTenant of, MailServer mail) {
        int before = mails(of, mail);
        ask.accept(of);
        Eventually.holds("the mail has come", () -> mails(of, mail) > before);
        List<String> links = links(of, mail);
        return links.get(links.size() - 1);
    }

    private static int mails(FullTenant of, MailServer mail) {
        return links(of, mail).size();
    }

    private static List<String> links(FullTenant of, MailServer mail) {
        return mail.all().stream()
                .filter(one -> one.recipient().endsWith("@" + of.tenant().name() + ".test"))
                .map(one -> one.link())
                .toList();
    }

    private static void good(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("Nothing is mailed: " + answer);
        }
    }
}
