package dev.tenantry.testkit;

import java.net.URI;
import java.nio.file.Path;

/** A server for tests. Test classes with equal values share one server and its connections. */
sealed interface Server {

    /** Starts the server, which is stopped after the last test. */
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
