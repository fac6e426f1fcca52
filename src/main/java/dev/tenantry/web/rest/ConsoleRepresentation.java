package dev.tenantry.web.rest;

import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.keycloak.config.TenantSettings;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data that the tenants console needs when it starts.
 *
 * @param manage true if the caller may change tenants
 * @param grantAccess true if the caller may grant access to tenants
 * @param schemaVersion the schema version to which this server migrates tenants
 * @param retentionDays the default number of days after which an archived tenant may be purged
 * @param databases the databases that accept new tenants
 */
public record ConsoleRepresentation(
        boolean manage,
        boolean grantAccess,
        int schemaVersion,
        long retentionDays,
        List<String> templates,
        List<String> databases) {

    static ConsoleRepresentation of(TenantsProvider tenants, TenantPermissions permissions) {
        TenantSettings settings = tenants.settings();
        return new ConsoleRepresentation(
                permissions.mayManage(),
                permissions.mayGrant(),
                tenants.lifecycle().newestVersion(),
                settings.archiveRetention().toDays(),
                settings.templates(),
                openDatabases(settings));
    }

    private static List<String> openDatabases(TenantSettings settings) {
        return Stream.concat(Stream.of(settings.database()), settings.furtherDatabases().stream())
                .map(DatabaseSettings::name)
                .filter(name -> !settings.placement().closed().contains(name))
                .toList();
    }
}
