package dev.tenantry.cli;

import picocli.CommandLine.Parameters;

/** The tenant that a command is about. */
final class TenantArgument {

    @Parameters(index = "0", paramLabel = "NAME", description = "The tenant's name.")
    private String name;

    String name() {
        return name;
    }

    /** Below {@code /tenants}. */
    String path() {
        return path("");
    }

    String path(String below) {
        return "/" + Form.segment(name) + below;
    }
}
