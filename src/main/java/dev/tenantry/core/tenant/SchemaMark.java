package dev.tenantry.core.tenant;

/**
 * The comment on a schema. The comment names the schema's realm, and says which transactions may write to the schema.
 * The realm's id comes last, since an id that an administrator has chosen can contain any text.
 *
 * @param text the whole comment
 */
public record SchemaMark(String text) {

    private static final String PRODUCT = "tenantry";
    private static final String REALM = " realm ";

    /** A mark that permits all writes, except writes of an adoption. */
    public static SchemaMark open(String realmId) {
        return new SchemaMark(PRODUCT + REALM + realmId);
    }

    /**
     * A mark for the schema of a tenant that is out of service. Permits only writes of records, such as the events of a
     * suspended tenant.
     */
    public static SchemaMark closed(String realmId) {
        return new SchemaMark(PRODUCT + " closed" + REALM + realmId);
    }

    /** A mark that permits one attempt of an adoption to write. */
    public static SchemaMark adoption(String realmId, long attempt) {
        return new SchemaMark(PRODUCT + " adoption " + attempt + REALM + realmId);
    }

    /** A mark for a schema that is being dropped. */
    public static SchemaMark dropped(String realmId) {
        return new SchemaMark(PRODUCT + " dropped" + REALM + realmId);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** True if the mark names the given realm. */
    public boolean isOf(String realmId) {
        int realm = text.indexOf(REALM);
        return realm >= 0 && open(realmId).text.equals(PRODUCT + text.substring(realm));
    }

    /**
     * The number of the adoption's attempt that this mark permits to write; 0 if the mark permits no attempt to write.
     */
    public long attempt() {
        String[] words = text.split(" ", 4);
        return words.length == 4 && words[1].equals("adoption") ? Long.parseLong(words[2]) : 0;
    }
}
