/**
 * A sample application: one deployment that signs in the users of all tenants, each at the tenant's own issuer.
 *
 * <p>It uses the JDK's HTTP server and an OpenID Connect library and nothing of Tenantry's, which shows itself to
 * applications as plain OpenID Connect. What an application of many tenants has to do beyond one of a single tenant is
 * in {@link dev.tenantry.sample.TenantAddresses} (which tenant a request is for), {@link dev.tenantry.sample.Issuers}
 * (its issuer, on demand) and {@link dev.tenantry.sample.Sessions} (each pinned to its tenant).
 */
package dev.tenantry.sample;
