/**
 * Tests that use the test kit like other projects: through its public API only, with a running server or with
 * containers. The examples in docs/guides/test-kit.md are source code of these tests. Only the path of the JAR differs.
 */
package dev.tenantry.it.testkit;
