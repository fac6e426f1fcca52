/**
 * The command line: {@code java -jar keycloak-tenantry.jar COMMAND}. Commands and results have the same names as in the
 * REST API.
 *
 * <p>The program is part of the provider JAR, so that its version always fits the server's version. It needs only that
 * JAR and a JRE, without Keycloak and Jackson 2, and calls the server by HTTP. It depends on no other Tenantry package,
 * and no other package depends on it. picocli parses arguments, and generates help and completion. jackson-jr reads and
 * writes JSON, since jackson-databind needs annotations that are not in the JAR. snakeyaml-engine reads files of tenants.
 *
 * <p>Rejected: package {@code client}, since it needs Keycloak's admin client, RESTEasy and Jackson 2, and since its
 * records omit fields that are unknown to them. Rejected: scripts around {@code kcadm.sh}, since they can neither
 * follow a long job nor tell after which failures a second attempt makes sense.
 */
package dev.tenantry.cli;
