/**
 * Tests of the files in {@code examples/monitoring}, which operators copy: the alert rules with their unit tests, and
 * the dashboard. A real Prometheus evaluates the alert rules and the queries of the dashboard. The meters come from a
 * real server.
 */
package dev.tenantry.it.monitoring;
