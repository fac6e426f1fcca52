package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Scope;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a PostgreSQL schema of Tenantry. Only this package can create one, from the registry's rows or, once,
 * when a tenant is provisioned (or for a scratch schema without tenant). No other code can name a schema.
 */
public final class SchemaName extends Identifier {

    private static final int ID_DIGITS = 8;
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");

    /** The registry's own schema. */
    public static final SchemaName REGISTRY = new SchemaName("tenantry");

    /** The schema of PostgreSQL's extensions that Tenantry creates. */
    public static final SchemaName EXTENSIONS = new SchemaName("tenantry_extensions");

    private SchemaName(String value) {
        super(value);
    }

    /** A name from the registry. */
    public static SchemaName stored(String value) {
        return new SchemaName(value);
    }

    /**
     * A name of the form {@code <prefix><slug>_<short id>}. The tenant's first name is for readability. The id, from
     * the realm's id, distinguishes later tenants of that name.
     */
    public static SchemaName derive(String prefix, TenantName name, String realmId) {
        String id = "_" + shortId(realmId);
        String slug = name.value().replace('-', '_');
        int room = MAX_BYTES - prefix.length() - id.length();
        return new SchemaName(prefix + slug.substring(0, Math.min(slug.length(), room)) + id);
    }

    /** A name for a schema that is never committed; unique. */
    public static SchemaName scratch() {
        return new SchemaName("scratch_" + UUID.randomUUID().toString().replace('-', '_'));
    }

    /** The tenant name of a schema without a realm. */
    public static String unboundTenant(SchemaName schema) {
        return "unbound-" + shortId(schema.value());
    }

    /** True if schema names may begin with the prefix. */
    public static boolean isPrefix(String prefix) {
        return PREFIX.matcher(prefix).matches() && !prefix.startsWith("pg_") && !"pg_".startsWith(prefix);
    }

    private static String shortId(String realmId) {
        return Sha256.of(realmId).substring(0, ID_DIGITS);
    }

    /**
     * A scope that resolves names in this schema alone, with the current role. Without {@code public}, so that a
     * missing table is an error and never another tenant's table. Temporary tables come last, and would come first by
     * default.
     */
    public Scope scope() {
        return Scope.NONE.with("search_path", quoted() + ", pg_temp");
    }
}
