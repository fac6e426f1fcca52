package dev.tenantry.it.fidelity;

import dev.tenantry.support.process.Directory;

/** Realms with a real OpenLDAP server. */
final class OpenLdapFidelityIT extends DirectoryScript {

    OpenLdapFidelityIT() {
        super(Directory::openLdap);
    }
}
