/**
 * Tests of the files in {@code examples/monitoring}, which operators copy: the alert rules with their unit tests, and
 * the dashboard. A real Prometheus evaluates rules and dashboard with the meters of a real server.
 */
package dev.tenantry.it.monitoring;
