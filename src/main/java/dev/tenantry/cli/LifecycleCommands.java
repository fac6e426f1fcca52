package dev.tenantry.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that rename a tenant, change its properties, change its state, or drop the tenant. */
final class LifecycleCommands {

    private static final String NOBODY_TO_ASK = "--yes is needed if nobody can be asked";

    private LifecycleCommands() {}

    @Command(name = "rename", description = "Renames a tenant and its realm.")
    static int rename(
            @Mixin TenantArgument tenant,
            @Parameters(index = "1", paramLabel = "NEW", description = "The new name.") String name,
            @Option(names = "--display-name", paramLabel = "TEXT", description = "The new display name.") String displayName,
            @Mixin CommandContext context) {
        Map<String, String> body = new HashMap<>();
        body.put("name", name);
        body.put("displayName", displayName);
        return context.show(context.api().putJson(tenant.path(), body));
    }

    @Command(name = "change",
            description = "Changes the display name, host, accent color or logo of a tenant. An empty value removes a host,"
                    + " color or logo.")
    static int change(
            @Mixin TenantArgument tenant,
            @Option(names = "--display-name", paramLabel = "TEXT", description = "The new display name.") String displayName,
            @Mixin BrandingOptions branding,
            @Mixin CommandContext context) {
        Map<String, Object> body = new HashMap<>();
        body.put("displayName", displayName);
        branding.put(body, () -> context.api().get(tenant.path()).json());
        if (body.values().stream().allMatch(Objects::isNull)) {
            throw new UsageException("Nothing is to change");
        }
        return context.show(context.api().putJson(tenant.path(), body));
    }

    @Command(name = "suspend", description = "Takes a tenant out of service.")
    static int suspend(@Mixin TenantArgument tenant, @Mixin CommandContext context) {
        return context.show(context.api().post(tenant.path("/suspend"), Map.of()));
    }

    @Command(name = "resume", description = "Takes a suspended tenant into service again.")
    static int resume(@Mixin TenantArgument tenant, @Mixin CommandContext context) {
        return context.show(context.api().post(tenant.path("/resume"), Map.of()));
    }

    @Command(name = "archive", description = "Takes a tenant out of service until it is restored or purged.")
    static int archive(
            @Mixin TenantArgument tenant,
            @Option(names = "--retention-days", paramLabel = "COUNT",
                    description = "Days until the tenant may be purged. Default: the server's option.") Integer days,
            @Mixin CommandContext context) {
        return context.show(context.api().post(tenant.path("/archive"), days == null ? Map.of() : Map.of("retentionDays", days)));
    }

    @Command(name = "restore", description = "Takes an archived tenant into service again.")
    static int restore(@Mixin TenantArgument tenant, @Mixin CommandContext context) {
        return context.show(context.api().post(tenant.path("/restore"), Map.of()));
    }

    @Command(name = "drop", description = "Removes an archived tenant: its realm and its schema with all users.")
    static int drop(
            @Mixin TenantArgument tenant,
            @Option(names = "--force", description = "Also drops a tenant that is not archived.") boolean force,
            @Option(names = "--yes", description = "Does not ask for the tenant's name.") boolean yes,
            @Mixin CommandContext context) {
        String name = tenant.name();
        Terminal terminal = context.terminal();
        if (!yes && !terminal.isInteractive()) {
            throw new UsageException(NOBODY_TO_ASK);
        }
        if (!force) {
            requireArchived(name, context.api().get(tenant.path()).json().text("state"));
        }
        if (!yes && !terminal.ask("All users of " + Terminal.printable(name) + " will be gone. Type its name to drop it: ",
                NOBODY_TO_ASK).equals(name)) {
            throw new FailedException("That is not its name: nothing was dropped");
        }
        context.api().deleteJson(tenant.path(force ? "?force=true" : ""), Map.of("name", name));
        return context.done(name + " is dropped: see tenantry deletion-records " + name);
    }

    /**
     * Refuses to drop an active or suspended tenant. The server would refuse this too, but only after the user has
     * typed the tenant's name. In all other states, the server decides whether the tenant can be dropped.
     */
    private static void requireArchived(String name, String state) {
        if (state.equals("ACTIVE") || state.equals("SUSPENDED")) {
            throw new FailedException(
                    name + " is " + state.toLowerCase(Locale.ROOT) + ". Archive it first, or use --force.");
        }
    }
}
