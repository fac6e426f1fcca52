package dev.tenantry.keycloak.config;

import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.lifecycle.OutdatedSchema;
import dev.tenantry.core.lifecycle.PlacementRule;
import dev.tenantry.core.tenant.HostRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The checked options of the server.
 *
 * @param database the main database, which holds the registry
 * @param placement the rule that chooses a database for a new tenant
 * @param schemaPrefix the prefix of tenants' schema names
 * @param schemaRoles true if each new tenant gets a PostgreSQL role of its own
 * @param schemaRolesOn15 true to allow schema roles before PostgreSQL 16. The database user then needs the right to
 *     create roles, and with this right can run programs on the database's host
 * @param reservedNames regular expressions for reserved names, in addition to the built-in reserved names
 * @param templates the names of the realm templates
 * @param templateFolder the folder that is searched for templates before the JAR; the folder may be missing
 * @param reconcileInterval the time between two runs of maintenance, which includes the reconciler
 * @param outdatedSchema what happens on access to a tenant with an outdated schema
 * @param archiveRetention the default time between the archiving of a tenant and its purge
 * @param migrationWorkers how many schemas a migration of all tenants migrates in parallel
 * @param downloadTimeout how long a download waits for a client that reads no data
 * @param console true if the tenants console is enabled
 * @param hosts the rules for tenants' own hosts
 * @param renameByTenants true if a tenant's own admins may rename the tenant's realm
 * @param adminRoleIncludesTenants true to add the roles over each new tenant's realm to master's role {@code admin}
 * @param signUp settings of the public pages
 * @param untestedKeycloak true to start even on an untested version of Keycloak
 */
public record TenantSettings(
        DatabaseSettings database,
        List<DatabaseSettings> furtherDatabases,
        PlacementRule placement,
        String schemaPrefix,
        boolean schemaRoles,
        boolean schemaRolesOn15,
        List<String> reservedNames,
        List<String> templates,
        Path templateFolder,
        Duration reconcileInterval,
        OutdatedSchema outdatedSchema,
        Duration archiveRetention,
        int migrationWorkers,
        Duration downloadTimeout,
        boolean console,
        HostRules hosts,
        boolean renameByTenants,
        boolean adminRoleIncludesTenants,
        SignUpSettings signUp,
        boolean untestedKeycloak) {}
