package dev.tenantry.cli;

import java.util.HashMap;
import java.util.Map;

/**
 * The data with which the program requests access tokens. Secrets are read from the environment or from the first line
 * of the input, or the user types them. Secrets are never arguments, since all users of a machine can read the command
 * lines of its programs.
 *
 * @param client the parameters that identify the client; sent with each request for a token
 * @param grant the parameters of a login: the grant type and, for a user, the user name and the password. Requests with
 *     a refresh token omit these parameters.
 * @param token an access token from the environment. The program uses this token, and requests none. Null if the
 *     program must request a token.
 */
record Credentials(Map<String, String> client, Map<String, String> grant, String token) {

    private static final String HINT = "Sign in by --username, by --client-id and TENANTRY_CLIENT_SECRET,"
            + " or by TENANTRY_TOKEN";

    /**
     * Reads the credentials. If an option contains a user name, the program signs in as this user. In this case, an
     * access token, a client's secret or another user name in the environment does not change the user.
     */
    static Credentials of(CommonOptions options, Map<String, String> environment, Terminal terminal) {
        Map<String, String> client = client(options, environment);
        if (options.username == null) {
            if (client.containsKey("client_secret")) {
                return new Credentials(client, Map.of("grant_type", "client_credentials"), null);
            }
            String token = DecodedText.ofVariable(environment, "TENANTRY_TOKEN");
            if (token != null) {
                return new Credentials(client, Map.of(), accepted(token.strip()));
            }
        }
        String username = options.username == null
                ? DecodedText.ofVariable(environment, "TENANTRY_USERNAME")
                : options.username;
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
        String secret = options.clientId == null ? null : DecodedText.ofVariable(environment, "TENANTRY_CLIENT_SECRET");
        if (secret != null) {
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
        String password = DecodedText.ofVariable(environment, "TENANTRY_PASSWORD");
        return password != null
                ? password
                : terminal.askSecretly("Password: ", "TENANTRY_PASSWORD or --password-stdin is missing");
    }

    /** Omits all values, since some of the values are secret. */
    @Override
    public String toString() {
        return "credentials";
    }
}
