package dev.tenantry.core.user;

import dev.tenantry.core.user.StoredVerifiableCredential.Issued;
import java.util.List;
import java.util.function.BiConsumer;

/** A change that one of two sessions makes to a user. Most new values contain the session's name. */
enum Change {

    FIRST_NAME((ada, session) -> ada.firstName("Ada, " + session)),
    EMAIL((ada, session) -> ada.email(session + "@acme.example", false)),
    SERVICE_ACCOUNT((ada, session) -> ada.serviceAccountClient("client of the " + session)),
    ATTRIBUTE((ada, session) -> ada.attribute("color", List.of(session, "red"))),
    OTHER_ATTRIBUTE((ada, session) -> ada.attribute("color=", List.of(session))),
    ATTRIBUTE_REMOVED((ada, session) -> ada.attribute("color", List.of())),
    REQUIRED_ACTION((ada, session) -> ada.require("VERIFY_EMAIL")),
    REQUIRED_ACTION_DONE((ada, session) -> ada.requireNoLonger("UPDATE_PASSWORD")),
    ROLE((ada, session) -> ada.grantRole("role of the " + session)),
    SAME_ROLE((ada, session) -> ada.grantRole("poet")),
    ROLE_REVOKED((ada, session) -> ada.revokeRole("admin")),
    GROUP((ada, session) -> ada.joinGroup("poets", "UNMANAGED")),
    GROUP_LEFT((ada, session) -> ada.leaveGroup("math")),
    PASSWORD((ada, session) -> ada.credentials().add(password(session, 1, session))),
    PASSWORD_REMOVED((ada, session) -> ada.credentials().remove("old")),
    CREDENTIAL((ada, session) ->
            ada.credentials().add(new StoredCredential(session, "otp", session, null, "{}", "{}"))),
    CREDENTIAL_UPDATED((ada, session) -> ada.credentials().update(key(session))),
    CREDENTIAL_REMOVED((ada, session) -> ada.credentials().remove("key")),
    BROKER_LINK((ada, session) -> ada.link(new BrokerLink("github", session, null, null))),
    BROKER_LINK_REPLACED((ada, session) -> ada.link(new BrokerLink("google", session, null, null))),
    BROKER_LINK_REMOVED((ada, session) -> ada.unlink("google")),
    CONSENT((ada, session) -> ada.consent(consent("bank", session))),
    CONSENT_REVOKED((ada, session) -> ada.revokeConsent("shop")),
    VERIFIABLE_CREDENTIAL((ada, session) -> ada.verifiableCredential(verifiable(session, "badge"))),
    VERIFIABLE_CREDENTIAL_REMOVED((ada, session) -> ada.removeVerifiableCredential("diploma")),
    ISSUED((ada, session) -> ada.issued(new Issued(session, "v", "shop", "r1", 2L, null))),
    ISSUED_REMOVED((ada, session) -> ada.removeIssued("i"));

    static final StoredCredential KEY = key("{}");

    private final BiConsumer<StoredUser, String> change;

    Change(BiConsumer<StoredUser, String> change) {
        this.change = change;
    }

    /** Gives the user one of everything that the changes can replace or remove. */
    static void prepare(StoredUser ada) {
        ada.attribute("color", List.of("green"));
        ada.attribute("size", List.of("XL"));
        ada.require("UPDATE_PASSWORD");
        ada.grantRole("admin");
        ada.joinGroup("math", "MANAGED");
        ada.credentials().add(key("{}"));
        ada.credentials().add(password("old", 1, "old"));
        ada.link(new BrokerLink("google", "g-1", null, null));
        ada.link(new BrokerLink("google=", "g-1", null, null));
        ada.consent(consent("shop", "profile"));
        ada.verifiableCredential(verifiable("v", "diploma"));
        ada.issued(new Issued("i", "v", "shop", "r1", 1L, null));
    }

    static StoredCredential key(String secret) {
        return new StoredCredential("key", "webauthn", "key", 1L, secret, "{}");
    }

    static StoredCredential password(String id, long createdAt, String secret) {
        return new StoredCredential(id, "password", null, createdAt, secret, "{}");
    }

    private static StoredConsent consent(String clientId, String scope) {
        return new StoredConsent(clientId, 1, 1, List.of(new StoredConsent.Scope(scope, null)));
    }

    private static StoredVerifiableCredential verifiable(String id, String scope) {
        return new StoredVerifiableCredential(id, scope, "r1", null, 1L, 1L);
    }

    void accept(StoredUser ada, String session) {
        change.accept(ada, session);
    }
}
