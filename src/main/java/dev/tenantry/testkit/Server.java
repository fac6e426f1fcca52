package dev.tenantry.testkit;

import java.net.URI;
import java.nio.file.Path;

/** Describes a server for tests. Test classes with equal descriptions share one server and its connections. */
sealed interface Server {

    /**
     * Starts a server in containers, or connects to a server that is running already. After the last test, JUnit closes
     * the returned object.
     */
    Platform start();

    record Running(URI address, String username, String password) implements Server {

        @Override
        public Platform start() {
            return new Platform(address.toString(), username, password, () -> {});
        }

        @Override
        public String toString() {
            return String.valueOf(address);
        }
    }

    record InContainers(Path providerJar) implements Server {

        @Override
        public Platform start() {
            return Containers.start(providerJar);
        }
    }
}
