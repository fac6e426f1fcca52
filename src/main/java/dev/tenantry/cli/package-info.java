/**
 * The command line: {@code java -jar keycloak-tenantry.jar COMMAND}, the words of the REST API and what it answers.
 *
 * <p>A program of its own that happens to be in the provider JAR, so that an operator has the one that fits the server.
 * It runs with nothing but that JAR and a JRE, where neither Keycloak nor Jackson 2 is, and knows the server by HTTP
 * alone; of the JAR it uses the JSON parser that Flyway brings. It depends on no other package of ours, and none on it.
 *
 * <p>Rejected: a library that reads arguments (the line that a verb's help shows says all that there is to know, see
 * {@link dev.tenantry.cli.Usage}), and scripts around {@code kcadm.sh}, which can neither follow a long job nor say
 * which failures are worth a second try.
 */
package dev.tenantry.cli;
