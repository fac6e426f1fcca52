/**
 * Keycloak and PostgreSQL are killed at random, again and again, while people sign up, sign in and change what is
 * theirs and operators make and drop tenants. {@code FaultsIT} is the test; {@code FaultInjector} strikes, {@code People} and
 * {@code Operator} are the load and write down what they were told, and the classes that begin with {@code Aftermath}
 * compare that with what is there. They have a database server and two nodes of Keycloak of their own, so that one
 * serves while the other starts.
 */
package dev.tenantry.it.faults;
