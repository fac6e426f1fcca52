package dev.tenantry.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The program. */
public final class Tenantry {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final int TIMEOUT_SECONDS = 120;

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Duration poll;

    /** @param poll how long to wait between two looks at a job */
    Tenantry(Terminal terminal, Map<String, String> environment, Duration poll) {
        this.terminal = terminal;
        this.environment = environment;
        this.poll = poll;
    }

    public static void main(String[] words) {
        System.exit(new Tenantry(Terminal.real(), System.getenv(), Duration.ofSeconds(1)).run(words));
    }

    /** @return the exit code */
    int run(String... words) {
        try {
            if (words.length == 0) {
                throw new UsageException("A command is missing");
            }
            if (List.of("--version", "-V").contains(words[0])) {
                terminal.println("tenantry " + Help.version());
                return OK;
            }
            return List.of("help", "--help", "-h").contains(words[0]) ? help(Help.all()) : runVerb(words);
        } catch (UsageException misused) {
            terminal.note("tenantry: " + misused.getMessage() + " (see --help)");
            return MISUSED;
        } catch (FailedException failed) {
            failed.getMessage().lines().forEach(line -> terminal.note("tenantry: " + line));
            return FAILED;
        }
    }

    private int runVerb(String[] words) {
        Verb verb = Verbs.named(words[0]);
        List<String> rest = Arrays.asList(words).subList(1, words.length);
        if (rest.contains("--help")) {
            return help(Help.of(verb));
        }
        Arguments arguments = verb.usage().read(rest.toArray(String[]::new));
        return verb.action().run(shell(arguments), arguments);
    }

    private int help(String text) {
        terminal.print(text);
        return OK;
    }

    private Shell shell(Arguments arguments) {
        String server = server(arguments);
        String realm = arguments.option("--realm", "master");
        Http http = new Http();
        Tokens tokens = new Tokens(
                http,
                URI.create(server + "/realms/" + Form.segment(realm) + "/protocol/openid-connect/token"),
                Credentials.of(arguments, environment, terminal),
                InstantSource.system());
        Duration timeout = Duration.ofSeconds(Math.max(1, arguments.number("--timeout", TIMEOUT_SECONDS)));
        return new Shell(new Api(http, tokens, server, realm, timeout), terminal, arguments.has("--json"), poll);
    }

    private String server(Arguments arguments) {
        String server = arguments.option("--server", environment.get("KEYCLOAK_URL"));
        if (server == null) {
            throw new UsageException("--server or KEYCLOAK_URL is missing");
        }
        if (!isAddress(server)) {
            throw new UsageException("--server must be the address of a Keycloak, such as https://login.example.com");
        }
        return server.replaceFirst("/+$", "");
    }

    private static boolean isAddress(String server) {
        try {
            URI address = new URI(server);
            return List.of("http", "https").contains(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
