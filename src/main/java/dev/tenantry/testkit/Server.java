package dev.tenantry.testkit;

import java.net.URI;
import java.nio.file.Path;

/** A server for tests. Test classes with an equal value share the server and its connections. */
sealed interface Server {

    /** Starts the server, which ends after the last test. */
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
