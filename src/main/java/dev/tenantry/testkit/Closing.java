package dev.tenantry.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** What JUnit closes with the store that it is in: any JUnit 5, of which those before 5.13 close nothing else. */
@SuppressWarnings("deprecation")
interface Closing extends ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    void close();
}
