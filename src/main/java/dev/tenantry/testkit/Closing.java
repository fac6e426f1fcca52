package dev.tenantry.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A resource that JUnit closes together with its store. JUnit before 5.13 closes only resources of type
 * CloseableResource.
 */
@SuppressWarnings("deprecation")
interface Closing extends ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    void close();
}
