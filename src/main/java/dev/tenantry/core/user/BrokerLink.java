package dev.tenantry.core.user;

/** A user's account at an identity provider, identified by the provider's alias. */
public record BrokerLink(String provider, String brokerUserId, String brokerUsername, String token) {

    /** Omits the token, because records are logged. */
    @Override
    public String toString() {
        return "BrokerLink[provider=" + provider + "]";
    }
}
