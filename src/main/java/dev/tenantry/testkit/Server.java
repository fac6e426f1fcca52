package dev.tenantry.testkit;

import java.net.URI;
import java.nio.file.Path;

/** Which server is meant. Test classes that mean the same one share it, and what it takes to reach it. */
sealed interface Server {

    /** Ends with the last test. */
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
