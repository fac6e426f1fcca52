package dev.tenantry.tenant;

/** An operation can't be carried out on a tenant. The message is for the caller and carries no personal data. */
public final class TenantException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is wrong, for those who translate it. */
    public enum Reason {
        INVALID_NAME,
        /** The tenant can't be provisioned in this database. */
        INVALID_DATABASE,
        INVALID_HOST,
        /** Another realm has it, or Keycloak itself. */
        HOST_TAKEN,
        ALREADY_EXISTS,
        /** The link of a sign-up is used, or its time is over. */
        LINK_USED,
        /** An id that it is to keep is another realm's. */
        ID_TAKEN,
        NOT_FOUND,
        WRONG_STATE,
        /** Its schema is behind this server, which was told not to migrate it by itself, or could not. */
        OUTDATED,
        /** Its schema is gone, another realm's, or lacks something. */
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

    static TenantException noSuchDatabase() {
        return new TenantException(Reason.INVALID_DATABASE, "There is no such database");
    }

    static TenantException closed() {
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
        return new TenantException(Reason.LINK_USED, "The link that makes tenant " + name + " was used, or is too old");
    }

    /** @param name was another realm's */
    public static TenantException formerName(String name) {
        return new TenantException(Reason.ALREADY_EXISTS, "The name " + name + " was a tenant's and is kept for its realm."
                + " An operator can free it: tenantry free-name " + name);
    }

    public static TenantException formerRealm() {
        return new TenantException(Reason.ALREADY_EXISTS, "The id is that of a tenant's realm that was dropped."
                + " Only an operator can bring the realm back");
    }

    static TenantException notFormer(String name) {
        return new TenantException(Reason.NOT_FOUND, "No former name " + name + " is kept");
    }

    /** @param what the thing that is to have the id, with the id, and who has it */
    public static TenantException idTaken(String what) {
        return new TenantException(Reason.ID_TAKEN, what);
    }

    static TenantException idPrefixTaken(TenantName name) {
        return new TenantException(Reason.ID_TAKEN, "Users of another realm have ids that begin as those of the users of "
                + name + ": restore it under new ids");
    }

    public static TenantException noAccess(TenantName name) {
        return new TenantException(Reason.NOT_FOUND, "The user has no granted access to tenant " + name);
    }

    static TenantException schemaExists(SchemaName schema) {
        return new TenantException(
                Reason.ALREADY_EXISTS, "A schema named " + schema + " exists already; it is not adopted");
    }

    static TenantException noSuchSchema(String name) {
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
                Reason.WRONG_STATE, "Tenant " + name + " was changed by another request at the same time");
    }

    static TenantException busy(TenantName name) {
        return new TenantException(Reason.WRONG_STATE, "Tenant " + name
                + " has writes or another operation under way that did not end in time; nothing was changed. Repeat the"
                + " request in a few seconds");
    }

    static TenantException outdated(Tenant tenant, int needed) {
        return new TenantException(Reason.OUTDATED, "Tenant " + tenant.name() + " is at schema version "
                + tenant.schemaVersion() + " and this server needs " + needed + ": migrate it");
    }

    static TenantException notBroughtUpToDate(TenantName name) {
        return new TenantException(
                Reason.OUTDATED, "The schema of tenant " + name + " could not be brought up to date");
    }

    public static TenantException noSuchFinding(Finding.Kind kind, String subject) {
        return new TenantException(Reason.NOT_FOUND, "There is no " + kind + " of " + subject);
    }

    /** @param next what to do, as a sentence without its full stop */
    static TenantException schemaBroken(Tenant tenant, String what, String next) {
        return new TenantException(Reason.SCHEMA_BROKEN,
                "Schema " + tenant.schema() + " of tenant " + tenant.name() + " " + what + ". " + next);
    }

    /** @param finding of a kind that nothing but a person can put right */
    public static TenantException cannotBeFixed(Finding finding) {
        return new TenantException(Reason.SCHEMA_BROKEN, finding.kind() + " of " + finding.subject()
                + " has no automatic fix. " + finding.next());
    }

    static TenantException newer(int version, int known) {
        return new TenantException(
                Reason.WRONG_STATE, "The schema is at version " + version + " and this server knows " + known);
    }

    public Reason reason() {
        return reason;
    }
}
