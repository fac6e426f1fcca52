/**
 * The manifests of {@code examples/kubernetes}, as far as they can be checked without a cluster: against the schemas of
 * Kubernetes and of Keycloak's operator, the options that Keycloak and Tenantry know, and each other.
 */
package dev.tenantry.it.kubernetes;
