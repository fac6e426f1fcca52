/**
 * Tests of the manifests in {@code examples/kubernetes} without a cluster. The tests compare the manifests with the
 * schemas of Kubernetes and of Keycloak's operator, with the options that Keycloak and Tenantry know, and with each
 * other. Other tests run the pods as containers, and the scripts of the jobs against a server.
 */
package dev.tenantry.it.kubernetes;
