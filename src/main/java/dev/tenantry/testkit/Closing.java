package dev.tenantry.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A resource in a JUnit store. JUnit closes the resource together with the store. The interface extends two types, so
 * that it works with all versions of JUnit 5: versions before 5.13 close only resources of type CloseableResource.
 */
@SuppressWarnings("deprecation")
interface Closing extends ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    void close();
}
