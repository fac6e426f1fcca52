package dev.tenantry.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Commands that export tenants and users to files, and import them from files. The files contain password hashes; a
 * tenant's file also contains the realm's keys.
 */
final class FileCommands {

    private static final String MANIFEST = "manifest.json";
    private static final String ZIP = "application/zip";
    private static final String LINES = "application/x-ndjson";
    private static final String NEW_FILE = "The file to write. It must not exist. Only its owner can read it.";

    private FileCommands() {}

    @Command(name = "export", description = "Writes a tenant into a new file.")
    static int exportTenant(
            @Mixin TenantArgument tenant,
            @Parameters(index = "1", paramLabel = "FILE", description = NEW_FILE) String file,
            @Option(names = "--events", description = "Includes the tenant's events.") boolean events,
            @Mixin CommandContext context) {
        Map<String, Boolean> query = events ? Map.of("events", true) : Map.of();
        return Transfer.download(context, tenant.path("/bundle"), query, ZIP, file, FileCommands::requireWhole);
    }

    private static void requireWhole(Path part) throws IOException {
        try (ZipFile zip = new ZipFile(part.toFile())) {
            if (zip.getEntry(MANIFEST) == null) {
                throw new IOException("it has no " + MANIFEST);
            }
        }
    }

    @Command(name = "import", description = "Creates a tenant from a file that the command export wrote.")
    static int importTenant(
            @Parameters(paramLabel = "FILE", description = "The file to read.") String file,
            @Option(names = "--name", paramLabel = "NAME", description = "The new tenant's name. Default: the exported one.")
                    String name,
            @Option(names = "--database", paramLabel = "DATABASE",
                    description = "The database for the schema. Default: the server's placement.") String database,
            @Option(names = "--new-ids", description = "Gives the realm and its users new ids.") boolean newIds,
            @Mixin CommandContext context) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("name", name);
        query.put("database", database);
        query.put("ids", newIds ? "new" : null);
        return context.show(Transfer.upload(context, "/bundle", query, ZIP, file));
    }

    @Command(name = "export-users", description = "Writes a tenant's users into a new file, one user per line.")
    static int exportUsers(
            @Mixin TenantArgument tenant,
            @Parameters(index = "1", paramLabel = "FILE", description = NEW_FILE) String file,
            @Mixin CommandContext context) {
        return Transfer.download(context, tenant.path("/users/export"), Map.of(), LINES, file, part -> {});
    }

    @Command(name = "import-users",
            description = "Imports users into a tenant from a file that has one user per line. Either all users are"
                    + " imported, or none, unless --resumable is given. Exit code 1 if a line was refused.")
    static int importUsers(
            @Mixin TenantArgument tenant,
            @Parameters(index = "1", paramLabel = "FILE", description = "The file to read.") String file,
            @Option(names = "--resumable", description = "Imports each user whose line is not refused.") boolean resumable,
            @Option(names = "--skip-existing", description = "Skips lines whose user name exists.") boolean skipExisting,
            @Option(names = "--keep-ids", description = "Keeps the users' ids.") boolean keepIds,
            @Mixin CommandContext context) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("mode", resumable ? "resumable" : null);
        query.put("ifExists", skipExisting ? "skip" : null);
        query.put("ids", keepIds ? "keep" : null);
        Answer answer = Transfer.upload(context, tenant.path("/users/import"), query, LINES, file);
        context.show(answer);
        return answer.json().number("failed") > 0 ? Tenantry.FAILED : Tenantry.OK;
    }

    @Command(name = "events",
            description = "Writes a tenant's events into a new file, one event per line: first login events, then admin"
                    + " events, each from the oldest to the newest.")
    static int exportEvents(
            @Mixin TenantArgument tenant,
            @Parameters(index = "1", paramLabel = "FILE", description = NEW_FILE) String file,
            @Option(names = "--kind", paramLabel = "KIND", description = "login or admin. Default: both.") String kind,
            @Option(names = "--type", paramLabel = "TYPE",
                    description = "A type of events, such as LOGIN_ERROR; may be repeated. Default: all types.")
                    List<String> types,
            @Option(names = "--from", paramLabel = "TIME",
                    description = "The earliest date or time, in UTC, such as 2026-01-31 or 2026-01-31T12:00:00Z.")
                    String from,
            @Option(names = "--to", paramLabel = "TIME", description = "The latest date or time, inclusive.") String to,
            @Mixin CommandContext context) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("kind", kind);
        query.put("type", types);
        query.put("from", from);
        query.put("to", to);
        return Transfer.download(context, tenant.path("/events/export"), query, LINES, file, part -> {});
    }
}
