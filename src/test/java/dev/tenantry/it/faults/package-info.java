/**
 * Keycloak and PostgreSQL are killed repeatedly at random times, while users sign up, sign in and change their
 * accounts, and operators provision and drop tenants. {@code FaultsIT} is the test. {@code FaultInjector} causes the
 * faults. {@code People} and {@code Operator} are the load, and record the answers. The classes that begin with
 * {@code Aftermath} compare these answers with the state after the faults. The test has a database server and two
 * Keycloak nodes of its own, so that one node serves while the other node starts.
 */
package dev.tenantry.it.faults;
