/**
 * What operators copy from {@code examples/monitoring}: the alert rules with their unit tests, and the dashboard, which
 * a real Prometheus evaluates on the meters of a real server.
 */
package dev.tenantry.it.monitoring;
