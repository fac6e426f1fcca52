package dev.tenantry.core.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The terms by which searches find users. The terms of a user are stored in the column {@code found_by}, which has an
 * index. A term consists of a letter for the kind, a colon, and a key: {@code r:<role id>} finds the users who have the
 * role. {@link #CONSENTS} and {@link #ISSUED} consist of the letter only. An attribute has one term for its name, and
 * one term for each value: {@code a:department} and {@code a:department=sales}. A broker link has a term for the
 * identity provider, and a term for the provider with the id of the user there.
 *
 * <p>Almost every term belongs to one entry of a {@link Part}, so that the terms of changed entries can be replaced
 * without reading other entries. Four kinds of terms may remain after their entry was removed: {@link #CONSENTS},
 * {@link #ISSUED}, the id of a verifiable credential, and the id of an issued credential. Therefore a search by a term
 * of these kinds must also check whether the users that it finds still have the entry.
 */
final class FoundBy {

    /** The term of users who have ever given a consent. A user keeps this term even after the consent was revoked. */
    static final String CONSENTS = "c";

    /**
     * The term of users to whom a verifiable credential was ever issued. A user keeps this term even after the
     * credential was removed.
     */
    static final String ISSUED = "x";

    /**
     * The maximum number of characters of a value in a search term. The number is limited because an index entry holds
     * at most 2,700 bytes. Longer values are cut, so a search for a long value must also compare the stored values.
     */
    static final int VALUE_CHARACTERS = 200;

    private FoundBy() {}

    static String role(String id) {
        return "r:" + id;
    }

    static String group(String id) {
        return "g:" + id;
    }

    static String attribute(String name) {
        return "a:" + escaped(name);
    }

    /** The term of an attribute's value. Values that differ only in case have the same term. */
    static String attribute(String name, String value) {
        return attribute(name) + "=" + cut(lower(value));
    }

    /**
     * True if the value is so short that no cut value has the same term. A value with more than
     * {@link #VALUE_CHARACTERS} characters is cut after this number of characters. If this would split a surrogate
     * pair, the value is cut one character earlier.
     */
    static boolean isWhole(String value) {
        return lower(value).length() < VALUE_CHARACTERS - 1;
    }

    static String brokerLink(String provider) {
        return "i:" + escaped(provider);
    }

    static String brokerLink(String provider, String brokerUserId) {
        return brokerLink(provider) + "=" + cut(brokerUserId);
    }

    static String consent(String clientId) {
        return "c:" + clientId;
    }

    static String serviceAccount(String clientId) {
        return "s:" + clientId;
    }

    static String verifiableCredential(String clientScopeId) {
        return "v:" + clientScopeId;
    }

    static String verifiableCredentialId(String id) {
        return "w:" + id;
    }

    static String issuedCredential(String id) {
        return "x:" + id;
    }

    /** Returns all terms by which searches find the user. */
    static String[] of(StoredUser user) {
        List<String> terms = new ArrayList<>();
        user.roles.entries().keySet().forEach(role -> terms.add(role(role)));
        user.groups.entries().keySet().forEach(group -> terms.add(group(group)));
        addAttributes(terms, user.attributes.entries());
        addBrokerLinks(terms, user.brokerLinks.entries());
        addConsents(terms, user.consents.entries());
        addVerifiableCredentials(terms, user.verifiableCredentials.entries());
        addIssued(terms, user.issuedCredentials.entries());
        if (user.serviceAccountClient() != null) {
            terms.add(serviceAccount(user.serviceAccountClient()));
        }
        return terms.toArray(String[]::new);
    }

    static void addAttributes(List<String> terms, Map<String, List<String>> attributes) {
        attributes.forEach((name, values) -> {
            terms.add(attribute(name));
            values.stream().map(value -> attribute(name, value)).distinct().forEach(terms::add);
        });
    }

    static void addBrokerLinks(List<String> terms, Map<String, BrokerLink> links) {
        links.forEach((provider, link) -> {
            terms.add(brokerLink(provider));
            if (link.brokerUserId() != null) {
                terms.add(brokerLink(provider, link.brokerUserId()));
            }
        });
    }

    static void addConsents(List<String> terms, Map<String, StoredConsent> consents) {
        if (!consents.isEmpty()) {
            terms.add(CONSENTS);
        }
        consents.keySet().forEach(client -> terms.add(consent(client)));
    }

    static void addVerifiableCredentials(List<String> terms, Map<String, StoredVerifiableCredential> credentials) {
        credentials.forEach((scope, credential) -> {
            terms.add(verifiableCredential(scope));
            terms.add(verifiableCredentialId(credential.id()));
        });
    }

    static void addIssued(List<String> terms, Map<String, StoredVerifiableCredential.Issued> issued) {
        if (!issued.isEmpty()) {
            terms.add(ISSUED);
        }
        issued.keySet().forEach(id -> terms.add(issuedCredential(id)));
    }

    /** Escapes "=" in a name, so that it differs from the "=" between name and value. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("=", "\\=");
    }

    private static String cut(String value) {
        if (value.length() <= VALUE_CHARACTERS) {
            return value;
        }
        boolean splitsPair = Character.isHighSurrogate(value.charAt(VALUE_CHARACTERS - 1));
        return value.substring(0, splitsPair ? VALUE_CHARACTERS - 1 : VALUE_CHARACTERS);
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
