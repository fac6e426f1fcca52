package dev.tenantry.user;

/** A user's account at an identity provider, known by the provider's alias. */
public record BrokerLink(String provider, String brokerUserId, String brokerUsername, String token) {

    /** Without the token: records get logged. */
    @Override
    public String toString() {
        return "BrokerLink[provider=" + provider + "]";
    }
}
