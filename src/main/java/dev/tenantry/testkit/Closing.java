package dev.tenantry.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A resource that JUnit closes with its store. Extends two types to work with every JUnit 5: versions before 5.13 close
 * only resources of type CloseableResource.
 */
@SuppressWarnings("deprecation")
interface Closing extends ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    void close();
}
