package dev.tenantry.sample;

import com.nimbusds.jwt.JWT;
import java.time.Instant;

/**
 * Whoever has signed in.
 *
 * @param subject Keycloak's name of the user: unique in the tenant, so tenant and subject together name a person
 * @param username for people to read
 * @param idToken names the session when it is ended at Keycloak
 * @param until when Keycloak is to be asked again
 */
record Person(String subject, String username, JWT idToken, Instant until) {
}
