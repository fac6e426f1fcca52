package dev.tenantry.tenant;

/**
 * Something about a tenant that does not fit together.
 *
 * @param subject the tenant's name; of {@link Kind#SCHEMA_UNREGISTERED} the schema's, of
 *     {@link Kind#REALM_UNREGISTERED} the realm's, of {@link Kind#DATABASE_UNREACHABLE} the database's
 * @param databaseOrNull the name of the one that the tenant's schema is in; null where none has to do with it
 * @param detail what was seen
 */
public record Finding(Kind kind, String subject, String databaseOrNull, String detail) {

    /** What does not fit, and the one thing that can be done about it without losing anything. */
    public enum Kind {
        DATABASE_UNREACHABLE("None from here: bring the database back, or its options"),
        UNFINISHED("Finish its birth or end, as is done from time to time anyway"),
        REALM_MISSING("Archive the tenant, so that it is purged in time"),
        SCHEMA_MISSING("Suspend the tenant, so that nobody is told that there is no such user"),
        COMPONENT_MISSING("Attach the component to the realm again, under the id that it had"),
        COMPONENT_DISABLED("Enable the component"),
        NAME_DIFFERS("Give the tenant the names of its realm"),
        REALM_ENABLED("Disable the realm"),
        SCHEMA_FOREIGN("Suspend the tenant, so that nobody is asked for another's password"),
        SCHEMA_UNMARKED("Mark the schema as the tenant's"),
        ROLE_DIFFERS("Give the schema, and all in it, to a role of the tenant's own"),
        VERSION_DIFFERS("Enter into the registry what the schema says"),
        SCHEMA_UNREGISTERED("Register the schema as an archived tenant without a realm, to be attached or purged in time"),
        REALM_UNREGISTERED("Disable the realm, until its schema is attached");

        private final String fix;

        Kind(String fix) {
            this.fix = fix;
        }

        public String fix() {
            return fix;
        }
    }
}
