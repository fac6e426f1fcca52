package dev.tenantry.tenant;

/**
 * Something about a tenant that does not fit together.
 *
 * @param subject the tenant's name; of {@link Kind#SCHEMA_UNREGISTERED} the schema's, of
 *     {@link Kind#REALM_UNREGISTERED} and {@link Kind#ID_DUPLICATE} the realm's, of
 *     {@link Kind#DATABASE_UNREACHABLE} the database's
 * @param databaseOrNull the name of the one that the tenant's schema is in; null where none has to do with it
 * @param detail what was seen
 * @param contained true if nobody is served wrongly meanwhile: the tenant or realm is out of service already
 */
public record Finding(Kind kind, String subject, String databaseOrNull, String detail, boolean contained) {

    Finding(Kind kind, String subject, String databaseOrNull, String detail) {
        this(kind, subject, databaseOrNull, detail, false);
    }

    /** What to do now: a command of the command line, or a sentence if a command alone does not help. */
    public String next() {
        if (!kind.canBeFixed() || (contained && kind.isContainedOnly())) {
            return kind.remedy(subject);
        }
        boolean elsewhere = databaseOrNull != null && !databaseOrNull.equals(TenantDatabases.MAIN);
        return "findings --fix " + kind + " " + subject + (elsewhere ? " --database " + databaseOrNull : "");
    }

    /** What does not fit, and the one thing that can be done about it without losing anything. */
    public enum Kind {
        DATABASE_UNREACHABLE(null, "Bring the database back, or its options"),
        SCHEMA_UNREACHABLE(null, "Bring the server back that holds the tables of %1$s (docs/project/scale.md, Citus for large tenants)"),
        UNFINISHED("Finish its provisioning or drop, as maintenance does anyway"),
        REALM_MISSING("Archive the tenant, so that it is purged in time"),
        SCHEMA_MISSING("Suspend the tenant, so that nobody is told that there is no such user",
                "Bring the schema back from a backup, then run: resume %1$s. To give the tenant up, run: archive %1$s"),
        COMPONENT_MISSING("Attach the component to the realm again, under the id that it had"),
        COMPONENT_DISABLED("Enable the component"),
        NAME_DIFFERS("Give the tenant the names of its realm"),
        REALM_ENABLED("Disable the realm"),
        ID_DUPLICATE(null, "Delete the user of realm %1$s whose id belongs to a tenant"),
        SCHEMA_FOREIGN("Suspend the tenant, so that nobody is asked for another's password",
                "Bring the registry or the schema back from a backup, or mark the schema by hand if it is this tenant's"
                        + " (docs/operate/repair.md). Then run: resume %1$s"),
        SCHEMA_UNMARKED("Mark the schema as the tenant's"),
        SCHEMA_DRIFTED(null,
                "Run: drift %1$s. Then put the schema right by SQL or from a backup (docs/operate/repair.md)"),
        ROLE_DIFFERS("Give the schema, and all in it, to a role of the tenant's own"),
        VERSION_DIFFERS("Enter into the registry what the schema says"),
        SCHEMA_UNREGISTERED("Register the schema as an archived tenant without a realm, to be attached or purged in time"),
        REALM_UNREGISTERED("Disable the realm, until its schema is attached", "Run: attach %1$s SCHEMA");

        private final String fix;
        private final String remedy;

        /** The fix ends it. */
        Kind(String fix) {
            this(fix, null);
        }

        /**
         * @param fix null if there is none
         * @param remedy what a person has to do: a fix only keeps it from doing harm
         */
        Kind(String fix, String remedy) {
            this.fix = fix;
            this.remedy = remedy;
        }

        /** What {@code findings --fix} does. */
        public String fix() {
            return canBeFixed() ? fix : "None: this takes a person";
        }

        public boolean canBeFixed() {
            return fix != null;
        }

        private boolean isContainedOnly() {
            return remedy != null;
        }

        /** What is left to do for a person after the fix, or in place of one. */
        public String remedy(String subject) {
            return remedy == null ? "Look again: findings" : remedy.formatted(subject);
        }
    }
}
