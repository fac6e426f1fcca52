/**
 * The test kit as other people use it: by what is public in it, with the server of the tests for theirs, or in
 * containers. What is docs/guides/test-kit.md's is in here word for word.
 */
package dev.tenantry.it.testkit;
