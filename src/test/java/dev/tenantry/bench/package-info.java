/**
 * {@code mvn -Pbench}: what takes how long, beside stock Keycloak in the same run, on the same server and the same
 * PostgreSQL. Each benchmark prints its progress and writes its table and plot into {@code docs/project/performance.md}
 * or {@code docs/project/scale.md}.
 *
 * <p>Made of the same parts as the integration tests. Never a test: a figure that is worse than yesterday's fails
 * nothing. Nothing may depend on this package. Rejected: JMH, which measures methods, where these are requests to a
 * server that both sides share.
 */
package dev.tenantry.bench;
