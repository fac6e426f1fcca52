package dev.tenantry.core.user;

/**
 * The link between a user and the user's account at an identity provider.
 *
 * @param provider the alias of the identity provider
 */
public record BrokerLink(String provider, String brokerUserId, String brokerUsername, String token) {

    /** Omits the token, so that no log contains it. */
    @Override
    public String toString() {
        return "BrokerLink[provider=" + provider + "]";
    }
}
