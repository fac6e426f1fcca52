/**
 * Whether {@code openapi.yaml} tells the truth: all endpoints and no others, the fields of what is read and written, and
 * what the server really answers. Tests that need no server are in here too, beside those that do.
 */
package dev.tenantry.it.openapi;
