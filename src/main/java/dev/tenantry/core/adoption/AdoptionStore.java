package dev.tenantry.core.adoption;

import dev.tenantry.core.adoption.Adoption.Step;
import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.job.JobTable;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.TenantState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes jobs in the registry. All times come from the database's clock, since servers' clocks may differ.
 * Thread-safe.
 */
final class AdoptionStore {

    private static final String PASSED = """
            copied + (select coalesce(sum(users) + coalesce(sum(users) filter (where removed), 0), 0)
                      from adoption_page where adoption_id = adoption.id)""";

    private static final String SELECT = """
            select adoption.*, pages.*, extract(epoch from coalesce(finished_at, now()) - attempt_at) as seconds
            from adoption, lateral (
              select coalesce(sum(users), 0) as verified,
                     coalesce(sum(users) filter (where removed), 0) as removed
              from adoption_page where adoption_id = adoption.id) pages
            """;

    private final RegistryTransactions registry;
    private final JobTable table;

    AdoptionStore(RegistryTransactions registry) {
        this.registry = registry;
        this.table = new JobTable(
                registry,
                "adoption",
                "adoption",
                "state = 'RUNNING'",
                "nextval('adoption_attempt')",
                "state = 'RUNNING', cause = null, finished_at = null, attempt_at = now(), before = " + PASSED);
    }

    /**
     * Inserts a job, on which this server will work.
     *
     * @return the lease of the new job; empty if the realm has an unfinished job
     */
    Optional<JobLease> insert(
            String id,
            Operation operation,
            NewTenant tenant,
            TenantState stateOrNull,
            boolean enabled,
            int total,
            String server) {
        return registry.write(handle -> handle.first("""
                insert into adoption
                  (id, operation, realm_id, name, display_name, tenant_state, enabled, state, step, total, server)
                values (?, ?, ?, ?, ?, ?, ?, 'RUNNING', 'PREPARE', ?, ?)
                on conflict (realm_id) where state in ('RUNNING', 'FAILED') do nothing returning id, attempt""",
                table.lease(), id, operation.name(), tenant.realmId(), tenant.name().value(), tenant.displayName(),
                stateOrNull == null ? null : stateOrNull.name(), enabled, total, server));
    }

    Optional<Adoption> find(String id) {
        return query("where id = ?", id).stream().findFirst();
    }

    /** Finds the unfinished job for a realm. */
    Optional<Adoption> open(String realmId) {
        return query("where realm_id = ? and state in ('RUNNING', 'FAILED')", realmId).stream().findFirst();
    }

    /** The jobs, newest first. */
    List<Adoption> list(int first, int max) {
        return query("order by started_at desc, id offset ? limit ?", first, max);
    }

    /**
     * Sets a failed job to running, and gives the lease to this server. Returns empty if the job is not in state
     * FAILED.
     */
    Optional<JobLease> retry(String id, String server) {
        return table.take(server, "id = ? and state = 'FAILED'", id);
    }

    /**
     * Takes over one unfinished job whose lease has expired or was released. Returns the new lease; empty if no job can
     * be taken over.
     *
     * @param own the ids of the jobs that this server already works on; these jobs are not taken over
     */
    Optional<JobLease> takeOver(String server, Collection<String> own) {
        return table.takeExpired(server, own, "true");
    }

    /**
     * Moves the job from one step to the next.
     *
     * @return false if the lease is lost, or if the job was canceled and is therefore no longer at the
     *     step {@code from}
     */
    boolean advance(JobLease lease, Step from, Step to) {
        return lease.updateIf("step = '" + from + "'", "step = '" + to + "'");
    }

    boolean begin(JobLease lease, int total) {
        return lease.updateIf("step = 'PREPARE'", "total = " + total + ", step = 'COPY'");
    }

    /**
     * Records how many users are copied.
     *
     * @param upTo the id of the last copied user
     * @return false if the job was canceled or the lease is lost; in this case the caller must not copy further users
     */
    boolean copied(JobLease lease, int users, String upTo) {
        return lease.updateIf("step = 'COPY'", "copied = " + users + ", copied_to = ?", upTo);
    }

    String copiedTo(JobLease lease) {
        return registry.read(handle -> handle.first(
                "select copied_to from adoption where id = ?", row -> row.getString(1), lease.jobId()))
                .orElseThrow();
    }

    /**
     * Records a page of users who were compared.
     *
     * @return false if the job was canceled or the lease is lost; in this case the caller must not compare further
     *     users
     */
    boolean verified(JobLease lease, Page page) {
        return 1 == registry.write(handle -> handle.update("""
                insert into adoption_page (adoption_id, after_id, last_id, users, digest)
                select id, ?, ?, ?, ? from adoption
                where id = ? and attempt = ? and state = 'RUNNING' and step = 'VERIFY' for share""",
                page.after(), page.last(), page.users(), page.digest(), lease.jobId(), lease.attempt()));
    }

    /**
     * Returns the compared pages in the order of comparison. Leaves out each page whose users are already removed from
     * the store that the realm used before the job.
     */
    List<Page> pages(JobLease lease) {
        return registry.read(handle -> handle.query("""
                select after_id, last_id, users, digest from adoption_page where adoption_id = ? and not removed
                order by after_id""",
                row -> new Page(
                        row.getString("after_id"),
                        row.getString("last_id"),
                        row.getInt("users"),
                        row.getString("digest")),
                lease.jobId()));
    }

    /**
     * Deletes the compared pages before a new comparison. The lock on the job's row prevents a takeover until the
     * deletion is committed.
     *
     * @return false if the job was canceled or the lease is lost; in this case the pages are kept, and the caller must
     *     not compare users
     */
    boolean forgetPages(JobLease lease) {
        return registry.write(handle -> {
            boolean isVerifying = handle.first("""
                    select from adoption
                    where id = ? and attempt = ? and state = 'RUNNING' and step = 'VERIFY' for share""",
                    row -> true, lease.jobId(), lease.attempt()).isPresent();
            if (isVerifying) {
                handle.update("delete from adoption_page where adoption_id = ?", lease.jobId());
            }
            return isVerifying;
        });
    }

    void removed(JobLease lease, Page page) {
        registry.write(handle -> handle.update(
                "update adoption_page set removed = true where adoption_id = ? and after_id = ?",
                lease.jobId(), page.after()));
    }

    /** Returns the new ids of a released tenant's users, by old id. Leaves out users who keep their ids. */
    Map<String, String> newIds(JobLease lease) {
        Map<String, String> newIds = new HashMap<>();
        registry.read(handle -> handle.query("select id, new_id from adoption_id where adoption_id = ?",
                row -> newIds.put(row.getString("id"), row.getString("new_id")), lease.jobId()));
        return newIds;
    }

    /**
     * Records new ids of users.
     *
     * @param newByOld a map from each old id to the new id
     * @return false if the job is no longer running, or if another server has taken the job over
     */
    boolean renew(JobLease lease, Map<String, String> newByOld) {
        String[] ids = newByOld.keySet().toArray(String[]::new);
        return 0 < registry.write(handle -> handle.update("""
                insert into adoption_id (adoption_id, id, new_id)
                select adoption.id, given.id, given.new_id
                from adoption, unnest(?, ?) given (id, new_id)
                where adoption.id = ? and attempt = ? and state = 'RUNNING'""",
                ids, List.of(ids).stream().map(newByOld::get).toArray(String[]::new),
                lease.jobId(), lease.attempt()));
    }

    /** @return false if the job is no longer running, or if another server has taken the job over */
    boolean end(JobLease lease, Adoption.State state, String cause) {
        return lease.update("state = '" + state + "', finished_at = now(), cause = ?", cause);
    }

    /**
     * Cancels a job: sets its step to {@link Step#UNDO}. The server that works on the job then undoes the job's earlier
     * steps.
     *
     * @return false if the job can't be canceled: step {@link Step#SWITCH} has begun, the job was canceled before, or
     *     the job has ended
     */
    boolean cancel(String id) {
        return 1 == registry.write(handle -> handle.update("""
                update adoption set step = 'UNDO'
                where id = ? and state in ('RUNNING', 'FAILED') and step in ('PREPARE', 'COPY', 'VERIFY')""", id));
    }

    private List<Adoption> query(String condition, Object... parameters) {
        return registry.read(handle -> handle.query(SELECT + condition, AdoptionStore::adoption, parameters));
    }

    private static Adoption adoption(ResultSet row) throws SQLException {
        Operation operation = Operation.valueOf(row.getString("operation"));
        return new Adoption(
                row.getString("id"),
                operation,
                row.getString("realm_id"),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("tenant_state") == null ? null : TenantState.valueOf(row.getString("tenant_state")),
                row.getBoolean("enabled"),
                Adoption.State.valueOf(row.getString("state")),
                Step.valueOf(row.getString("step")),
                progress(row, operation),
                row.getString("cause"),
                row.getString("server"),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")));
    }

    private static Adoption.Progress progress(ResultSet row, Operation operation) throws SQLException {
        int copied = row.getInt("copied");
        int verified = row.getInt("verified");
        int removed = row.getInt("removed");
        double seconds = row.getDouble("seconds");
        double passed = copied + verified + removed - row.getInt("before");
        return new Adoption.Progress(
                row.getInt("total"), copied, verified, removed,
                seconds > 0 ? Math.max(0, passed) / Adoption.passes(operation) / seconds : 0);
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
