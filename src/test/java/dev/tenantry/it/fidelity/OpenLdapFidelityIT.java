package dev.tenantry.it.fidelity;

import dev.tenantry.support.process.Directory;

/** A real OpenLDAP. */
final class OpenLdapFidelityIT extends DirectoryScript {

    OpenLdapFidelityIT() {
        super(Directory::openLdap);
    }
}
