/**
 * Tests that {@code openapi.yaml} is correct: the file has all endpoints and no others, has the fields of requests and
 * answers, and describes the server's real answers. Some of these tests need no server.
 */
package dev.tenantry.it.openapi;
