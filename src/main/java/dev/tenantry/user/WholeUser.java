package dev.tenantry.user;

import java.util.List;

/**
 * A user with all they own, on the way into a schema or out of it.
 *
 * @param issued of the verifiable credentials, those that were issued
 */
public record WholeUser(
        StoredUser user,
        List<StoredConsent> consents,
        List<BrokerLink> brokerLinks,
        List<StoredVerifiableCredential> verifiableCredentials,
        List<StoredVerifiableCredential.Issued> issued) {}
