package dev.tenantry.core.tenant;

/**
 * A fault of a tenant that an inspection reports.
 *
 * @param subject the name of the faulty object: the schema for {@link Kind#SCHEMA_UNREGISTERED}, the realm for
 *     {@link Kind#REALM_UNREGISTERED} and {@link Kind#ID_DUPLICATE}, the database for
 *     {@link Kind#DATABASE_UNREACHABLE}, and the tenant for all other kinds
 * @param databaseOrNull the name of the database that holds the tenant's schema; null if the fault concerns no database
 * @param detail what the inspection found
 * @param contained true if the fault does no harm until the repair, because the tenant or realm is already out of
 *     service
 */
public record Finding(Kind kind, String subject, String databaseOrNull, String detail, boolean contained) {

    public Finding(Kind kind, String subject, String databaseOrNull, String detail) {
        this(kind, subject, databaseOrNull, detail, false);
    }

    /** The next step for the operator: a command of the CLI, or a sentence if a command alone does not help. */
    public String next() {
        if (!kind.canBeFixed() || (contained && kind.isContainedOnly())) {
            return kind.remedy(subject);
        }
        boolean elsewhere = databaseOrNull != null && !databaseOrNull.equals(TenantDatabases.MAIN);
        return "tenantry findings --fix " + kind + " " + subject + (elsewhere ? " --database " + databaseOrNull : "");
    }

    /** The kinds of faults. Each kind names the repair that loses no data. */
    public enum Kind {
        DATABASE_UNREACHABLE(null, "Start the database, or restore its options"),
        SCHEMA_UNREACHABLE(null,
                "Start the server that holds the tables of %1$s (docs/project/scale.md, Citus for large tenants)"),
        SCHEMA_LOCKED(null,
                "End the transaction that locks the tables of %1$s (docs/operate/runbook.md, End a long transaction)"),
        UNFINISHED("Finish its provisioning or drop, as maintenance does anyway"),
        REALM_MISSING("Archive the tenant, so that it is purged in time"),
        SCHEMA_MISSING("Suspend the tenant, so that no login is refused as an unknown user",
                "Restore the schema from a backup (docs/operate/backup.md, Restore one schema), then run: tenantry resume"
                        + " %1$s. To give the tenant up, run: tenantry archive %1$s"),
        COMPONENT_MISSING("Attach the component to the realm again, under its former id"),
        COMPONENT_DISABLED("Enable the component"),
        NAME_DIFFERS("Copy the realm's names to the tenant"),
        REALM_ENABLED("Disable the realm"),
        ID_DUPLICATE(null, "Delete the user of realm %1$s whose id belongs to a tenant"),
        SCHEMA_FOREIGN("Suspend the tenant, so that no user signs in against another tenant's data",
                "Restore the registry or the schema from a backup, or mark the schema by hand if it is this tenant's"
                        + " (docs/operate/repair.md). Then run: tenantry resume %1$s"),
        SCHEMA_UNMARKED("Mark the schema as the tenant's"),
        SCHEMA_DRIFTED(null,
                "Run: tenantry drift %1$s. Then repair the schema by SQL or from a backup (docs/operate/repair.md)"),
        ROLE_DIFFERS("Give the schema, and all in it, to a role of the tenant's own"),
        VERSION_DIFFERS("Copy the schema's version to the registry"),
        SCHEMA_UNREGISTERED("Register the schema as an archived tenant without a realm, to be attached or purged"),
        REALM_UNREGISTERED("Disable the realm, until its schema is attached", "Run: tenantry attach %1$s SCHEMA");

        private final String fix;
        private final String remedy;

        /** A kind of fault that the automatic fix repairs completely. */
        Kind(String fix) {
            this(fix, null);
        }

        /**
         * @param fix the automatic fix; null if there is no automatic fix
         * @param remedy what the operator must do; null if the automatic fix repairs the fault completely. If there are
         *     both a fix and a remedy, the fix only prevents harm until the operator has applied the remedy
         */
        Kind(String fix, String remedy) {
            this.fix = fix;
            this.remedy = remedy;
        }

        /** The change that {@code findings --fix} makes. */
        public String fix() {
            return canBeFixed() ? fix : "None: an operator must repair it";
        }

        public boolean canBeFixed() {
            return fix != null;
        }

        /** True if the subject of a finding of this kind is a tenant. */
        public boolean isOfTenant() {
            return switch (this) {
                case DATABASE_UNREACHABLE, SCHEMA_UNREGISTERED, REALM_UNREGISTERED, ID_DUPLICATE -> false;
                default -> true;
            };
        }

        private boolean isContainedOnly() {
            return remedy != null;
        }

        /** What the operator must do. If there is an automatic fix, this is the step that follows the fix. */
        public String remedy(String subject) {
            return remedy == null ? "Run again: tenantry findings" : remedy.formatted(subject);
        }
    }
}
