package dev.tenantry.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that all commands have. */
final class CommonOptions {

    @Option(names = "--server", paramLabel = "URL", description = "Keycloak's address. Default: KEYCLOAK_URL.")
    private String server;

    @Option(names = "--realm", paramLabel = "REALM",
            description = "The realm that administers the others. Default: master.")
    private String realm = "master";

    @Option(names = "--username", paramLabel = "USERNAME",
            description = "The user who signs in. Default: TENANTRY_USERNAME. The password is TENANTRY_PASSWORD, the"
                    + " first line of the standard input, or asked for.")
    String username;

    @Option(names = "--password-stdin",
            description = "Reads the password of the user who signs in from the first line of the standard input.")
    boolean passwordStdin;

    @Option(names = "--client-id", paramLabel = "ID",
            description = "The client that signs in. With TENANTRY_CLIENT_SECRET its service account signs in, otherwise"
                    + " the user. Default: admin-cli. Instead of user and client, TENANTRY_TOKEN can hold an access token.")
    String clientId;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Time to wait for an answer. Default: 120.")
    private Integer timeout = 120;

    @Option(names = "--json", description = "Prints the API's JSON instead of a table.")
    boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this help.")
    boolean help;

    /** @throws UsageException if the credentials or the server's address are missing or invalid */
    Api api(Map<String, String> environment, Terminal terminal) {
        String address = server(environment);
        Http http = new Http();
        Tokens tokens = new Tokens(
                http,
                URI.create(address + "/realms/" + Form.segment(realm) + "/protocol/openid-connect/token"),
                Credentials.of(this, environment, terminal),
                InstantSource.system());
        return new Api(http, tokens, address, realm, Duration.ofSeconds(Math.max(1, timeout)));
    }

    private String server(Map<String, String> environment) {
        String address = server == null ? DecodedText.ofVariable(environment, "KEYCLOAK_URL") : server;
        if (address == null || address.isBlank()) {
            throw new UsageException("--server or KEYCLOAK_URL is missing");
        }
        if (!isAddress(address)) {
            throw new UsageException("--server must be the address of a Keycloak, such as https://login.example.com");
        }
        return address.replaceFirst("/+$", "");
    }

    private static boolean isAddress(String server) {
        try {
            URI address = new URI(server);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
