package dev.tenantry.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that read data, and change nothing on the server. */
final class ReadCommands {

    private ReadCommands() {}

    @Command(name = "list", description = "Lists tenants in the order of their names.")
    static int list(
            @Option(names = "--state", paramLabel = "STATE",
                    description = "Lists only tenants in this state, such as ACTIVE, SUSPENDED or ARCHIVED.") String state,
            @Mixin PageOptions page,
            @Mixin CommandContext context) {
        return page.show(context, "tenants", "", state,
                "name", "state", "database", "schemaVersion", "createdAt", "purgeAfter", "displayName");
    }

    @Command(name = "show", description = "Shows one tenant.")
    static int show(@Mixin TenantArgument tenant, @Mixin CommandContext context) {
        return context.show(context.api().get(tenant.path()));
    }

    @Command(name = "drift",
            description = "Compares a tenant's schema with the schema that the migrations make. Exit code 1 if it differs.")
    static int drift(@Mixin TenantArgument tenant, @Mixin CommandContext context) {
        Answer drift = context.api().get(tenant.path("/drift"));
        context.show(drift);
        return drift.json().isTrue("drifted") ? Tenantry.FAILED : Tenantry.OK;
    }

    @Command(name = "residue", description = "Counts the rows about a tenant's users in Keycloak's own tables.")
    static int residue(@Mixin TenantArgument tenant, @Mixin CommandContext context) {
        return context.show(context.api().get(tenant.path("/residue")));
    }

    @Command(name = "deletion-records", description = "Lists the records of dropped tenants.")
    static int deletionRecords(
            @Parameters(arity = "0..1", paramLabel = "NAME",
                    description = "Lists only the records of tenants that had this name.") String name,
            @Mixin CommandContext context) {
        Map<String, String> query = new HashMap<>();
        query.put("name", name);
        return context.list("No deletion records.", context.api().getAll("/deletion-records", query),
                ReadCommands::withSumOfRows, "name", "id", "database", "provisionedAt", "droppedAt", "rows", "digest");
    }

    /** Replaces the field {@code rows}, which has the number of rows in each table, by the sum of these numbers. */
    private static Json withSumOfRows(Json record) {
        Json rows = record.get("rows");
        return record.with("rows", rows.fields().keySet().stream().mapToLong(rows::number).sum());
    }

    @Command(name = "former-names",
            description = "Lists names that tenants had before. Only the realm that had a name can get the name again.")
    static int formerNames(@Mixin PageOptions page, @Mixin CommandContext context) {
        return page.show(context, "former names", "/former-names", null, "name", "since", "tenant", "realmId");
    }
}
