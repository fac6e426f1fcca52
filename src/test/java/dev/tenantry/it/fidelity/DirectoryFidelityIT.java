package dev.tenantry.it.fidelity;

import dev.tenantry.support.process.Directory;
import org.junit.jupiter.api.Tag;

/** Realms with an LDAP directory in memory. */
@Tag("main")
final class DirectoryFidelityIT extends DirectoryScript {

    DirectoryFidelityIT() {
        super(Directory::inMemory);
    }
}
