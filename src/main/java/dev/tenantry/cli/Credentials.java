package dev.tenantry.cli;

import java.util.HashMap;
import java.util.Map;

/**
 * How to get a token. Secrets come from the environment, from the first line of the input, or are asked for: a command
 * line can be read by everyone on the machine.
 *
 * @param client whom the token is for, as each request for one says it
 * @param grant what the first request says
 * @param token one that is there already, where nothing has to be asked; null otherwise
 */
record Credentials(Map<String, String> client, Map<String, String> grant, String token) {

    private static final String HINT = "Sign in by --username, by --client-id and TENANTRY_CLIENT_SECRET,"
            + " or by TENANTRY_TOKEN";

    /** What the command line says goes before what the environment says. */
    static Credentials of(Arguments arguments, Map<String, String> environment, Terminal terminal) {
        Map<String, String> client = client(arguments, environment);
        String username = arguments.option("--username", environment.get("TENANTRY_USERNAME"));
        String token = environment.get("TENANTRY_TOKEN");
        if (!arguments.has("--username")) {
            if (client.containsKey("client_secret")) {
                return new Credentials(client, Map.of("grant_type", "client_credentials"), null);
            }
            if (token != null) {
                return new Credentials(client, Map.of(), accepted(token.strip()));
            }
        }
        if (username == null) {
            throw new UsageException(HINT);
        }
        String password = password(arguments, environment, terminal);
        return new Credentials(
                client, Map.of("grant_type", "password", "username", username, "password", password), null);
    }

    private static Map<String, String> client(Arguments arguments, Map<String, String> environment) {
        Map<String, String> client = new HashMap<>();
        client.put("client_id", arguments.option("--client-id", "admin-cli"));
        String secret = environment.get("TENANTRY_CLIENT_SECRET");
        if (secret != null && arguments.has("--client-id")) {
            client.put("client_secret", secret);
        }
        return client;
    }

    private static String accepted(String token) {
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new UsageException("TENANTRY_TOKEN is no token");
        }
        return token;
    }

    private static String password(Arguments arguments, Map<String, String> environment, Terminal terminal) {
        if (arguments.has("--password-stdin")) {
            return terminal.line("The password");
        }
        String password = environment.get("TENANTRY_PASSWORD");
        return password != null
                ? password
                : terminal.askSecretly("Password: ", "TENANTRY_PASSWORD or --password-stdin is missing");
    }

    /** Not what a record says of itself. */
    @Override
    public String toString() {
        return "credentials";
    }
}
