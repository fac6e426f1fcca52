package dev.tenantry.tenant;

import dev.tenantry.db.Scope;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a PostgreSQL schema of ours. Made in this package only, from the registry's rows or, once, when a tenant
 * is provisioned (or for a scratch schema, where there is no tenant); so a schema can be named by nobody else.
 */
public final class SchemaName extends Identifier {

    private static final int ID_DIGITS = 8;
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");

    /** The registry's own schema. */
    static final SchemaName REGISTRY = new SchemaName("tenantry");

    /** Where PostgreSQL's own extensions are, as far as they are created by us. */
    static final SchemaName EXTENSIONS = new SchemaName("tenantry_extensions");

    private SchemaName(String value) {
        super(value);
    }

    /** As read from the registry. */
    static SchemaName stored(String value) {
        return new SchemaName(value);
    }

    /**
     * {@code <prefix><slug>_<short id>}: the tenant's first name, for people; the id, from the realm's, to tell
     * apart a later tenant of the same name.
     */
    static SchemaName derive(String prefix, TenantName name, String realmId) {
        String id = "_" + shortId(realmId);
        String slug = name.value().replace('-', '_');
        int room = MAX_BYTES - prefix.length() - id.length();
        return new SchemaName(prefix + slug.substring(0, Math.min(slug.length(), room)) + id);
    }

    /** Of a schema that is never committed, and that nobody else has. */
    static SchemaName scratch() {
        return new SchemaName("scratch_" + UUID.randomUUID().toString().replace('-', '_'));
    }

    /** The name of a tenant that is nothing but this schema. */
    static String unboundTenant(SchemaName schema) {
        return "unbound-" + shortId(schema.value());
    }

    /** Whether schema names may begin so. */
    public static boolean isPrefix(String prefix) {
        return PREFIX.matcher(prefix).matches() && !prefix.startsWith("pg_") && !"pg_".startsWith(prefix);
    }

    private static String shortId(String realmId) {
        return Sha256.of(realmId).substring(0, ID_DIGITS);
    }

    /**
     * Resolves names in this schema alone, as whoever asks: without {@code public}, so that a missing table is an
     * error and never somebody else's; with temporary tables last, which would otherwise come first.
     */
    Scope scope() {
        return Scope.NONE.with("search_path", quoted() + ", pg_temp");
    }
}
