package dev.tenantry.core.tenant;

import java.util.Collection;

/** An operation can't be carried out on a tenant. The message is for the caller and carries no personal data. */
public final class TenantException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The kinds of errors, for code that translates the exception, for example to an HTTP status. */
    public enum Reason {
        INVALID_NAME,
        /** The tenant can't be provisioned in this database. */
        INVALID_DATABASE,
        INVALID_HOST,
        /** Another realm, or Keycloak itself, uses the host. */
        HOST_TAKEN,
        ALREADY_EXISTS,
        /** The link of a sign-up was used already, or has expired. */
        LINK_USED,
        /** A new user or other object can't be created, because an object of another realm has the requested id. */
        ID_TAKEN,
        NOT_FOUND,
        WRONG_STATE,
        /**
         * The tenant's schema is older than this server: either the server is configured not to migrate schemas, or the
         * migration failed.
         */
        OUTDATED,
        /** The tenant's schema is missing or incomplete, or the schema's mark names another realm. */
        SCHEMA_BROKEN
    }

    private final Reason reason;

    private TenantException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static TenantException invalidName(String message) {
        return new TenantException(Reason.INVALID_NAME, message);
    }

    /** @param names the names of all databases */
    public static TenantException noSuchDatabase(Collection<String> names) {
        return new TenantException(
                Reason.INVALID_DATABASE, "There is no such database. The databases are: " + String.join(", ", names));
    }

    public static TenantException closed() {
        return new TenantException(Reason.INVALID_DATABASE, "This database takes no new tenants");
    }

    public static TenantException invalidHost(String message) {
        return new TenantException(Reason.INVALID_HOST, message);
    }

    public static TenantException reservedHost(String host) {
        return invalidHost("The host " + host + " is reserved");
    }

    public static TenantException hostTaken(String host) {
        return new TenantException(Reason.HOST_TAKEN, "The host " + host + " is another realm's");
    }

    public static TenantException alreadyExists(TenantName name) {
        return new TenantException(Reason.ALREADY_EXISTS, "A tenant or realm named " + name + " exists already");
    }

    static TenantException linkUsed(TenantName name) {
        return new TenantException(Reason.LINK_USED, "The sign-up link for " + name + " has been used or expired");
    }

    /** @param name a former name that is reserved for another realm */
    public static TenantException formerName(String name) {
        return new TenantException(Reason.ALREADY_EXISTS, "The name " + name + " was a tenant's and is kept for its realm."
                + " An operator can free it: tenantry free-name " + name);
    }

    public static TenantException formerRealm() {
        return new TenantException(Reason.ALREADY_EXISTS, "The id belonged to a tenant's realm that was dropped."
                + " Only an operator can restore the realm");
    }

    static TenantException notFormer(String name) {
        return new TenantException(Reason.NOT_FOUND, "No former name " + name + " is kept");
    }

    /** @param what a text that names the id, the id's current owner, and the user or other object that needs the id */
    public static TenantException idTaken(String what) {
        return new TenantException(Reason.ID_TAKEN, what);
    }

    static TenantException idPrefixTaken(TenantName name) {
        return new TenantException(Reason.ID_TAKEN, "Users of another realm have ids with the prefix of the users of "
                + name + ": restore it under new ids");
    }

    public static TenantException noAccess(TenantName name) {
        return new TenantException(Reason.NOT_FOUND, "The user has no granted access to tenant " + name);
    }

    public static TenantException schemaExists(SchemaName schema) {
        return new TenantException(
                Reason.ALREADY_EXISTS, "A schema named " + schema + " exists already, and is not reused");
    }

    /** @param holder the tenant that has a schema of the requested name, in a database that is not the caller's */
    public static TenantException schemaElsewhere(Tenant holder) {
        return new TenantException(Reason.ALREADY_EXISTS, "Tenant " + holder.name() + " has a schema named "
                + holder.schema() + " in database " + holder.database()
                + ". Rename the schema that has no tenant, or drop that tenant");
    }

    public static TenantException noSuchSchema(String name) {
        return new TenantException(Reason.NOT_FOUND, "No schema of a tenant is named " + name);
    }

    public static TenantException notFound(String nameOrId) {
        return new TenantException(Reason.NOT_FOUND, "No tenant " + nameOrId);
    }

    public static TenantException wrongState(TenantName name, TenantState state) {
        return new TenantException(Reason.WRONG_STATE, "Tenant " + name + " is " + state);
    }

    public static TenantException notArchived(TenantName name, TenantState state) {
        return new TenantException(Reason.WRONG_STATE,
                "Tenant " + name + " is " + state + ". Archive it first, or drop it with force=true");
    }

    public static TenantException realmMissing(TenantName name) {
        return new TenantException(Reason.WRONG_STATE, "The realm of tenant " + name + " does not exist any more");
    }

    public static TenantException changedMeanwhile(TenantName name) {
        return new TenantException(
                Reason.WRONG_STATE, "Tenant " + name + " was changed by another request meanwhile");
    }

    static TenantException busy(TenantName name) {
        return new TenantException(Reason.WRONG_STATE, "Tenant " + name
                + " has writes or another operation under way that did not end in time; nothing was changed. Repeat the"
                + " request in a few seconds");
    }

    public static TenantException outdated(Tenant tenant, int needed) {
        return new TenantException(Reason.OUTDATED, "Tenant " + tenant.name() + " is at schema version "
                + tenant.schemaVersion() + " and this server needs " + needed + ": migrate it");
    }

    public static TenantException notBroughtUpToDate(TenantName name) {
        return new TenantException(
                Reason.OUTDATED, "The schema of tenant " + name + " could not be brought up to date");
    }

    public static TenantException noSuchFinding(Finding.Kind kind, String subject) {
        return new TenantException(Reason.NOT_FOUND, "There is no " + kind + " of " + subject);
    }

    /** @param next the next step, as a sentence without its final period */
    public static TenantException schemaBroken(Tenant tenant, String what, String next) {
        return new TenantException(Reason.SCHEMA_BROKEN,
                "Schema " + tenant.schema() + " of tenant " + tenant.name() + " " + what + ". " + next);
    }

    /** @param finding a finding of a kind that only an operator can repair */
    public static TenantException cannotBeFixed(Finding finding) {
        return new TenantException(Reason.SCHEMA_BROKEN, finding.kind() + " of " + finding.subject()
                + " has no automatic fix. " + finding.next());
    }

    public static TenantException newer(int version, int known) {
        return new TenantException(
                Reason.WRONG_STATE, "The schema is at version " + version + " and this server knows " + known);
    }

    public Reason reason() {
        return reason;
    }
}
