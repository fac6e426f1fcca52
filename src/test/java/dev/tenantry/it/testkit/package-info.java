/**
 * Tests that use the test kit like other projects: through its public API only, with a running server or with
 * containers. The examples of docs/guides/test-kit.md are in these tests, word for word.
 */
package dev.tenantry.it.testkit;
