package dev.tenantry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A tenant that the user declares in a file of tenants. Values are normalized, so that they can be compared with the
 * server's values.
 *
 * @param fields the tenant's fields in the file, with {@code branding.logo} in place of {@code branding.logoFile}
 * @param folder the folder of the file, to which {@code user.passwordFile} is relative
 */
record DeclaredTenant(String name, Json fields, Path folder) {

    /** The state to declare for a tenant that is to be dropped. All other states are states of the API. */
    static final String DROPPED = "DROPPED";

    private static final List<String> STATES = List.of("ACTIVE", "SUSPENDED", "ARCHIVED", DROPPED);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MIN_NAME = 2;
    private static final int MAX_NAME = 63;
    private static final String LOGO_FILE = "logoFile";
    private static final String PASSWORD_FILE = "passwordFile";

    /** The fields of the API's request to provision a tenant. */
    private static final List<String> PROVISIONED = List.of("name", "displayName", "template", "database", "host", "branding");

    /**
     * Returns a map from the name of each field with a wrong value to an error message. The caller has already checked
     * the types of the values.
     */
    static Map<String, String> problems(Json fields) {
        Map<String, String> problems = new LinkedHashMap<>();
        String name = fields.text("name");
        if (!NAME.matcher(name).matches() || name.length() < MIN_NAME || name.length() > MAX_NAME) {
            problems.put("name", "must be " + MIN_NAME + " to " + MAX_NAME
                    + " lower-case letters, digits and single hyphens");
        }
        if (fields.has("displayName") && fields.text("displayName").isBlank()) {
            problems.put("displayName", "must not be empty");
        }
        if (fields.has("state") && !STATES.contains(fields.text("state"))) {
            problems.put("state", "must be one of " + String.join(", ", STATES));
        }
        if (fields.get("branding").has("logo") && fields.get("branding").has(LOGO_FILE)) {
            problems.put("branding.logo", "logo and logoFile exclude each other");
        }
        if (fields.has("user") && fields.get("user").text("username").isBlank()) {
            problems.put("user.username", "is missing");
        }
        return problems;
    }

    /**
     * Makes a tenant from fields that {@link #problems} has checked.
     *
     * @throws FailedException if the logo's file can't be read
     */
    static DeclaredTenant of(Json fields, Path folder) {
        Json declared = fields;
        if (fields.has("displayName")) {
            declared = declared.with("displayName", fields.text("displayName").strip().replaceAll(" +", " "));
        }
        if (fields.has("branding")) {
            declared = declared.with("branding", branding(fields.get("branding"), folder));
        }
        return new DeclaredTenant(fields.text("name"), declared, folder);
    }

    private static Map<String, Object> branding(Json fields, Path folder) {
        Map<String, Object> branding = new LinkedHashMap<>();
        if (fields.has("accentColor")) {
            branding.put("accentColor", fields.text("accentColor").toLowerCase(Locale.ROOT));
        }
        if (fields.has("logo")) {
            branding.put("logo", fields.text("logo"));
        } else if (fields.has(LOGO_FILE)) {
            branding.put("logo", logo(folder, fields.text(LOGO_FILE)));
        }
        return branding;
    }

    private static String logo(Path folder, String file) {
        try {
            return LogoFile.dataUri(folder.resolve(file));
        } catch (InvalidPathException invalid) {
            throw new FailedException(DecodedText.problem(invalid), invalid);
        }
    }

    /** Returns the state, such as ACTIVE; an empty text if the file does not declare the state. */
    String state() {
        return fields.text("state");
    }

    /** True if the tenant is to be archived or dropped. If such a tenant does not exist, it is not provisioned. */
    boolean isToEnd() {
        return state().equals("ARCHIVED") || state().equals(DROPPED);
    }

    /**
     * Returns the body of the request that provisions the tenant. Reads the first user's password from its file. Omits
     * an empty host: the API refuses such a host for a new tenant.
     *
     * @throws FailedException if the file of the password can't be read, or is empty
     */
    Map<String, Object> provisioningRequest() {
        Map<String, Object> body = new LinkedHashMap<>();
        PROVISIONED.forEach(field -> body.put(field, fields.get(field).value()));
        body.remove("host", "");
        Map<String, Object> user = new LinkedHashMap<>();
        fields.get("user").fields().forEach((name, value) -> user.put(name, value.value()));
        if (user.remove(PASSWORD_FILE) instanceof String file) {
            user.put("credentials", List.of(Map.of("type", "password", "value", password(file), "temporary", false)));
        }
        body.put("user", user);
        return body;
    }

    private String password(String file) {
        String field = "user." + PASSWORD_FILE + ": ";
        try {
            String password = Files.readString(folder.resolve(file)).lines().findFirst().orElse("");
            if (password.isEmpty()) {
                throw new FailedException(field + "The first line of " + file + " is empty");
            }
            return password;
        } catch (IOException e) {
            throw new FailedException(field + "There is no file " + file + " that can be read", e);
        } catch (InvalidPathException invalid) {
            throw new FailedException(field + DecodedText.problem(invalid), invalid);
        }
    }

    /** Omits the fields, which contain personal data of the first user. */
    @Override
    public String toString() {
        return name;
    }
}
