package dev.tenantry.admin;

import dev.tenantry.db.DatabaseSettings;
import dev.tenantry.server.TenantSettings;
import dev.tenantry.server.TenantsProvider;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tenants console has to know.
 *
 * @param manage whether the caller may change tenants, and not only look at them
 * @param grantAccess whether the caller may grant access to tenants
 * @param schemaVersion that this server brings tenants to
 * @param retentionDays after which an archived tenant is purged, unless its operator says otherwise
 * @param databases that take new tenants
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
