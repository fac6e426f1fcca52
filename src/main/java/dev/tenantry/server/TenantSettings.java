package dev.tenantry.server;

import dev.tenantry.db.DatabaseSettings;
import dev.tenantry.tenant.HostRules;
import dev.tenantry.tenant.OutdatedSchema;
import dev.tenantry.tenant.PlacementRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The options of the server, checked.
 *
 * @param database the main one, which has the registry
 * @param placement which database takes a new tenant
 * @param schemaPrefix what tenants' schema names begin with
 * @param schemaRoles whether each tenant that is made gets a PostgreSQL role of its own
 * @param schemaRolesOn15 whether that is accepted before PostgreSQL 16 too, where it needs a dangerous right
 * @param reservedNames regular expressions of names that no tenant may have, beyond the built-in ones
 * @param templates the names of realm templates that may be asked for
 * @param templateFolder where templates are looked for before the JAR; may be missing
 * @param reconcileInterval how long between two searches for provisionings and drops that a crash cut short
 * @param outdatedSchema what happens to somebody who wants into a tenant whose schema is behind this server
 * @param archiveRetention how long an archived tenant is kept where its operator does not say
 * @param migrationWorkers how many tenants are migrated at once, when all are
 * @param downloadTimeout how long a download waits for a reader who does not read
 * @param console whether the tenants console exists
 * @param hosts which a tenant may have of its own
 * @param renameByTenants whether a tenant's own admins may rename its realm
 * @param adminRoleIncludesTenants true if master's role {@code admin} gets the roles over each new tenant's realm
 * @param signUp what strangers may do
 * @param untestedKeycloak whether a server starts on a Keycloak that this was not tested on
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
