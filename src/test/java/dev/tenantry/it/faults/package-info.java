/**
 * Tests that kill Keycloak and PostgreSQL repeatedly at random times, while users sign up, sign in and change their
 * accounts, and operators provision and drop tenants. {@code FaultsIT} is the test. {@code FaultInjector} causes the
 * faults. {@code People} and {@code Operator} send the requests and record the answers. The classes whose names begin
 * with {@code Aftermath} compare these answers with the state after the faults. The test has a separate database server
 * and two separate Keycloak nodes, so that one node serves while the other node starts.
 */
package dev.tenantry.it.faults;
