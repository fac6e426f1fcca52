package dev.tenantry.cli;

import picocli.CommandLine.Parameters;

/** The argument that names the command's tenant. */
final class TenantArgument {

    @Parameters(index = "0", paramLabel = "NAME", description = "The tenant's name.")
    private String name;

    String name() {
        return name;
    }

    /** Returns the tenant's path in the API, relative to {@code /tenants}. */
    String path() {
        return path("");
    }

    String path(String below) {
        return "/" + Form.segment(name) + below;
    }
}
