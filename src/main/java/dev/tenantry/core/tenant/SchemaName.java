package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Scope;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a PostgreSQL schema of Tenantry. A name comes from a row of the registry, or is made when a tenant is
 * provisioned, or is made for a temporary schema without a tenant. Without an object of this class, code can't reach a
 * schema.
 */
public final class SchemaName extends Identifier {

    private static final int ID_DIGITS = 8;
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");

    /** The registry's own schema. */
    public static final SchemaName REGISTRY = new SchemaName("tenantry");

    /** The schema in which Tenantry creates PostgreSQL extensions. */
    public static final SchemaName EXTENSIONS = new SchemaName("tenantry_extensions");

    private SchemaName(String value) {
        super(value);
    }

    /** A schema name that was read from the registry. */
    public static SchemaName stored(String value) {
        return new SchemaName(value);
    }

    /**
     * A name of the form {@code <prefix><slug>_<short id>}. The slug is made from the tenant's original name, for
     * readability. The short id is made from the realm's id, and distinguishes the schemas of two tenants that have the
     * same name at different times.
     */
    public static SchemaName derive(String prefix, TenantName name, String realmId) {
        String id = "_" + shortId(realmId);
        String slug = name.value().replace('-', '_');
        int room = MAX_BYTES - prefix.length() - id.length();
        return new SchemaName(prefix + slug.substring(0, Math.min(slug.length(), room)) + id);
    }

    /** A unique name for a temporary schema. The transaction that creates the schema is never committed. */
    public static SchemaName scratch() {
        return new SchemaName("scratch_" + UUID.randomUUID().toString().replace('-', '_'));
    }

    /** The tenant name under which a schema without a realm is registered. */
    public static String unboundTenant(SchemaName schema) {
        return "unbound-" + shortId(schema.value());
    }

    /** True if the prefix is permitted for schema names. */
    public static boolean isPrefix(String prefix) {
        return PREFIX.matcher(prefix).matches() && !prefix.startsWith("pg_") && !"pg_".startsWith(prefix);
    }

    private static String shortId(String realmId) {
        return Sha256.of(realmId).substring(0, ID_DIGITS);
    }

    /**
     * A scope that looks for tables in this schema only, and does not change the role. The search path leaves out
     * {@code public}, so that a missing table is an error and no other table is used instead. The path names temporary
     * tables last, because PostgreSQL would search them first by default.
     */
    public Scope scope() {
        return Scope.NONE.with("search_path", quoted() + ", pg_temp");
    }
}
