package dev.tenantry.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Provisions a tenant. If the server does not answer, the command repeats the request once with the same idempotency
 * key, so that no second tenant is created.
 */
@Command(name = "provision", description = "Creates a tenant with its first user, who administers it.")
final class ProvisionCommand implements Callable<Integer> {

    @Mixin
    private TenantArgument tenant;

    @Option(names = "--user", paramLabel = "USERNAME", required = true, description = "The first user's name.")
    private String username;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "The first user's email address.")
    private String email;

    @Option(names = "--first-name", paramLabel = "TEXT", description = "The first user's first name.")
    private String firstName;

    @Option(names = "--last-name", paramLabel = "TEXT", description = "The first user's last name.")
    private String lastName;

    @Option(names = "--user-password-stdin",
            description = "Reads the first user's password from the standard input: its first line, or the second with"
                    + " --password-stdin.")
    private boolean passwordStdin;

    @Option(names = "--display-name", paramLabel = "TEXT", description = "The display name. Default: NAME.")
    private String displayName;

    @Option(names = "--template", paramLabel = "NAME", description = "The realm template. Default: default.")
    private String template;

    @Option(names = "--database", paramLabel = "DATABASE",
            description = "The database for the schema. Default: the server's placement.")
    private String database;

    @Mixin
    private BrandingOptions branding;

    @Option(names = "--idempotency-key", paramLabel = "KEY",
            description = "If a request with this key has already created a tenant, no second tenant is created.")
    private String key;

    @Mixin
    private CommandContext context;

    @Override
    public Integer call() {
        if (key == null) {
            key = UUID.randomUUID().toString();
        }
        if (!key.matches("[\\x21-\\x7e]+")) {
            throw new UsageException("--idempotency-key must be printable ASCII");
        }
        Api api = context.api(); // reads the caller's password, which comes first on the standard input
        Map<String, Object> body = body();
        try {
            return context.show(provision(api, body));
        } catch (NoAnswerException first) {
            context.terminal().note(first.getMessage() + "; once more");
        }
        try {
            return context.show(provision(api, body));
        } catch (NoAnswerException second) {
            throw new NoAnswerException(
                    second.getMessage() + "; to ask again, add --idempotency-key " + key, second);
        }
    }

    private Answer provision(Api api, Map<String, Object> body) {
        return api.postJson("", body, "Idempotency-Key", key);
    }

    private Map<String, Object> body() {
        Map<String, Object> user = new HashMap<>();
        user.put("username", username);
        user.put("email", email);
        user.put("firstName", firstName);
        user.put("lastName", lastName);
        if (passwordStdin) {
            String password = context.terminal().line("The user's password");
            user.put("credentials", List.of(Map.of("type", "password", "value", password, "temporary", false)));
        }
        Map<String, Object> body = new HashMap<>();
        body.put("name", tenant.name());
        body.put("displayName", displayName);
        body.put("template", template);
        body.put("database", database);
        body.put("user", user);
        branding.put(body, () -> Json.NONE);
        body.remove("host", ""); // the API refuses an empty host for a new tenant
        return body;
    }
}
