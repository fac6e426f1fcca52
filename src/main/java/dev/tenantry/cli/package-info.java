/**
 * The command line: {@code java -jar keycloak-tenantry.jar COMMAND}. Commands and fields of results have the same names
 * as in the REST API.
 *
 * <p>The program is a part of the provider JAR, so that program and server have the same version. The program needs
 * only this JAR and a JRE. The program calls the server by HTTP. This package depends on no other package of Tenantry,
 * and no other package depends on this package. The program uses jackson-jr, since jackson-databind needs annotations
 * that are not in the JAR.
 *
 * <p>Rejected: using package {@code client}. It needs Keycloak's admin client, RESTEasy and Jackson 2, and its records
 * drop fields that a newer server returns. Rejected: scripts around {@code kcadm.sh}, since they can neither follow a
 * long job nor decide after which failures a request can be repeated.
 */
package dev.tenantry.cli;
