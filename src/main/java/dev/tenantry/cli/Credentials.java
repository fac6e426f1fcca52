package dev.tenantry.cli;

import java.util.HashMap;
import java.util.Map;

/**
 * How to get a token. Secrets come from the environment, from the first line of the input, or are asked for: a command
 * line can be read by everyone on the machine.
 *
 * @param client the parameters of each request for a token that name the client
 * @param grant the other parameters of the first request
 * @param token a token from the environment, which needs no request; else null
 */
record Credentials(Map<String, String> client, Map<String, String> grant, String token) {

    private static final String HINT = "Sign in by --username, by --client-id and TENANTRY_CLIENT_SECRET,"
            + " or by TENANTRY_TOKEN";

    /** Options go before the environment. */
    static Credentials of(CommonOptions options, Map<String, String> environment, Terminal terminal) {
        Map<String, String> client = client(options, environment);
        String username = options.username == null ? environment.get("TENANTRY_USERNAME") : options.username;
        String token = environment.get("TENANTRY_TOKEN");
        if (options.username == null) {
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
        String password = password(options, environment, terminal);
        return new Credentials(
                client, Map.of("grant_type", "password", "username", username, "password", password), null);
    }

    private static Map<String, String> client(CommonOptions options, Map<String, String> environment) {
        Map<String, String> client = new HashMap<>();
        client.put("client_id", options.clientId == null ? "admin-cli" : options.clientId);
        String secret = environment.get("TENANTRY_CLIENT_SECRET");
        if (secret != null && options.clientId != null) {
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

    private static String password(CommonOptions options, Map<String, String> environment, Terminal terminal) {
        if (options.passwordStdin) {
            return terminal.line("The password");
        }
        String password = environment.get("TENANTRY_PASSWORD");
        return password != null
                ? password
                : terminal.askSecretly("Password: ", "TENANTRY_PASSWORD or --password-stdin is missing");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "credentials";
    }
}
