/**
 * The command line: {@code java -jar keycloak-tenantry.jar COMMAND}, with the words and the answers of the REST API.
 *
 * <p>A program of its own in the provider JAR, so that an operator has the version that fits the server. It runs with
 * that JAR and a JRE alone, without Keycloak and Jackson 2, and knows the server only by HTTP. It depends on no other
 * package of ours, and none on it. picocli reads arguments and makes help and completion; jackson-jr reads and writes
 * JSON, since jackson-databind needs annotations that are not in the JAR.
 *
 * <p>Rejected: package {@code client}, which needs Keycloak's admin client, RESTEasy and Jackson 2, and whose records
 * drop fields that they do not know; and scripts around {@code kcadm.sh}, which can neither follow a long job nor tell
 * which failures are worth a second try.
 */
package dev.tenantry.cli;
