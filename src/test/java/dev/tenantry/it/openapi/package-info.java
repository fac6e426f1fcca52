/**
 * Tests that {@code openapi.yaml} is correct. The file must have all endpoints and no others, must have the fields of
 * all requests and answers, and must describe the server's real answers. Some of these tests need no server.
 */
package dev.tenantry.it.openapi;
