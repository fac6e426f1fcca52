/**
 * The command line of Tenantry: {@code java -jar keycloak-tenantry.jar COMMAND}. Most commands have the name of an
 * operation or path of the REST API, such as {@code suspend} and {@code findings}. The fields of a command's result
 * have the same names as in the API's answer.
 *
 * <p>The command line is a part of the provider JAR, so that the command line and the server have the same version. The
 * command line needs only this JAR and a JRE, and calls the server by HTTP. This package depends on no other package of
 * Tenantry, and no other package depends on this package. The command line reads and writes JSON with jackson-jr.
 * Rejected: jackson-databind, since it needs annotations that are not in the provider JAR.
 *
 * <p>Rejected: using package {@code client}. That package needs Keycloak's admin client, RESTEasy and Jackson 2, and
 * its records drop fields that a newer server returns. Rejected: scripts around {@code kcadm.sh}, since such scripts
 * can neither follow a long job nor decide after which failures a request can be repeated.
 */
package dev.tenantry.cli;
