package dev.tenantry.web.signup;

import dev.tenantry.core.signup.LinkToken;
import dev.tenantry.core.signup.MailedText;
import dev.tenantry.core.signup.PendingSignUp;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The mail with the link that confirms a sign-up. */
record SignUpMail(PageRequest request) {

    /**
     * Sends the mail.
     *
     * @return false if the mail can't be sent
     */
    boolean send(PendingSignUp signUp, LinkToken token, Duration lifespan) {
        URI link = request.pages(request.session().getContext().getRealm().getName())
                .path(SignUpPage.FORM)
                .path("confirm")
                .queryParam("token", token.value())
                .build();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("link", link.toString());
        attributes.put("minutes", lifespan.toMinutes());
        attributes.put("organization", MailedText.of(signUp.displayName()));
        attributes.put("username", MailedText.of(signUp.username()));
        return new ThemedMail(request.session(), request.locale(), "tenants-sign-up.ftl", "tenantsSignUpMailSubject")
                .send(signUp.email(), attributes);
    }
}
