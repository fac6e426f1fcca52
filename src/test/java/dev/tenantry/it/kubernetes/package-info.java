/**
 * Tests of the manifests in {@code examples/kubernetes} without a cluster. The manifests are compared with the schemas
 * of Kubernetes and of Keycloak's operator, with the options that Keycloak and Tenantry know, and with each other.
 */
package dev.tenantry.it.kubernetes;
