package dev.tenantry.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that let a user administer a tenant's realm for a limited time. */
final class AccessCommands {

    private AccessCommands() {}

    @Command(name = "access", description = "Lists the users who may administer a tenant's realm for a time.")
    static int access(@Mixin TenantArgument tenant, @Mixin CommandContext context) {
        return context.list("No access is granted.", context.api().get(tenant.path("/access")),
                "user", "until", "grantedBy", "reason", "roles");
    }

    @Command(name = "grant", description = "Grants the administration of a tenant's realm to a user for a time.")
    static int grant(
            @Mixin TenantArgument tenant,
            @Option(names = "--minutes", paramLabel = "COUNT", required = true, description = "How long, from 1 to 1440.")
                    Integer minutes,
            @Option(names = "--reason", paramLabel = "TEXT", required = true,
                    description = "Why, for the records, such as a ticket's number.") String reason,
            @Option(names = "--user", paramLabel = "USERNAME", description = "A user of master. Default: yourself.")
                    String user,
            @Option(names = "--roles", paramLabel = "ROLES", split = ",", hideParamSyntax = true,
                    description = "Roles over the realm, separated by commas. Default: all.") List<String> roles,
            @Mixin CommandContext context) {
        Map<String, Object> body = new HashMap<>();
        body.put("user", user);
        body.put("minutes", minutes);
        body.put("reason", reason);
        body.put("roles", roles);
        return context.show(context.api().postJson(tenant.path("/access"), body));
    }

    @Command(name = "revoke", description = "Revokes access to a tenant's realm before the access expires.")
    static int revoke(
            @Mixin TenantArgument tenant,
            @Parameters(index = "1", paramLabel = "USERNAME", description = "The user who has the access.") String user,
            @Mixin CommandContext context) {
        context.api().delete(tenant.path("/access/" + Form.segment(user)));
        return context.done(user + " has no granted access to " + tenant.name() + " any more");
    }
}
