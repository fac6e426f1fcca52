package dev.tenantry.web.users;

import dev.tenantry.core.bulk.BulkImport;
import dev.tenantry.core.bulk.ImportLine;
import dev.tenantry.core.bulk.ImportOptions;
import dev.tenantry.core.bulk.ImportOptions.Mode;
import dev.tenantry.core.bulk.ImportResult;
import dev.tenantry.core.bulk.InputLines;
import dev.tenantry.core.bulk.InputLines.InputLine;
import dev.tenantry.core.bulk.LineError;
import dev.tenantry.core.bulk.SpooledInput;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.KeptIds;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Imports users into a tenant. Each line of the input is one user.
 *
 * <p>While the import waits for the sender, no Keycloak session of the import is open. The import opens a new session
 * every few seconds, because hashing many passwords takes long. The import does not invalidate Keycloak's user cache:
 * all imported users are new, and the cache never stores that a user does not exist.
 */
public final class UserImport {

    /**
     * The maximum time for which the import reads lines in one Keycloak session. A resumable import uses one
     * transaction for all users that were read in one session. If such an import is interrupted, the users of at most
     * two sessions are lost: the users that were just being written, and the users that were just being read.
     */
    private static final Duration TURN = Duration.ofSeconds(5);

    private final KeycloakSessionFactory factory;
    private final Tenant tenant;
    private final IdsByName ids = new IdsByName();
    private final Supplier<String> newIds;
    private final ForeignIds foreignIds;

    private UserImport(KeycloakSessionFactory factory, Tenant tenant, PlainIds reserved, ImportOptions options) {
        this.factory = factory;
        this.tenant = tenant;
        this.newIds = tenant.idPrefix().ascendingIds();
        this.foreignIds = new ForeignIds(
                tenant.realmId(), reserved, new KeptIds(factory, reserved), options.ids());
    }

    /**
     * Reads all lines and writes the users. Does not use the caller's transaction. An atomic import uses a single
     * transaction, which begins after all lines are received.
     *
     * @throws InvalidRequestException if the body of an atomic import is too long
     * @throws TenantException (wrong state) if the tenant's state forbids changes of users; also thrown if the state
     *     changes during the import
     */
    public static ImportResult run(KeycloakSession session, Tenant tenant, ImportOptions options, InputStream lines) {
        if (!tenant.state().canBeWritten()) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
        if (options.mode() == Mode.RESUMABLE) {
            return read(session, tenant, options, lines);
        }
        // Receives all lines before the transaction begins: the transaction may lock the table of users, so it must not
        // wait for the sender.
        try (SpooledInput spooled = SpooledInput.receive(lines).orElseThrow(UserImport::tooLong)) {
            return read(session, tenant, options, spooled.stream());
        }
    }

    private static InvalidRequestException tooLong() {
        return new InvalidRequestException("", "The body may have " + SpooledInput.MAX_BYTES
                + " bytes at most: send several, or import with mode=resumable");
    }

    private static ImportResult read(KeycloakSession session, Tenant tenant, ImportOptions options, InputStream lines) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        TenantRegistry registry = tenants.registry();
        UserImport users = new UserImport(
                session.getKeycloakSessionFactory(), tenant, tenants.plainIds(), options);
        try (BulkImport bulk = new BulkImport(
                tenants.transactions(),
                () -> registry.find(tenant.realmId())
                        .orElseThrow(() -> TenantException.notFound(tenant.name().value())),
                options)) {
            users.readAll(new InputLines(lines), bulk);
            return bulk.finish();
        }
    }

    private void readAll(InputLines input, BulkImport bulk) {
        for (List<InputLine> lines = input.next(); !lines.isEmpty(); lines = input.next()) {
            Deque<InputLine> open = new ArrayDeque<>(lines);
            while (!open.isEmpty()) {
                Set<String> foreign = new HashSet<>();
                List<ImportLine> turn = KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
                    RealmModel realm = TenantRealms.realm(session, tenant);
                    session.getContext().setRealm(realm);
                    ids.in(session, realm);
                    LineReader reader = new LineReader(session, realm, ids, tenant.idPrefix(), newIds);
                    List<ImportLine> read = read(reader, open, bulk);
                    foreign.addAll(reader.foreignIds());
                    return read;
                });
                bulk.add(foreignIds.decide(turn, foreign, bulk::refuse));
            }
        }
    }

    private static List<ImportLine> read(LineReader reader, Deque<InputLine> open, BulkImport bulk) {
        long end = System.nanoTime() + TURN.toNanos();
        List<ImportLine> read = new ArrayList<>();
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            InputLine line = open.remove();
            try {
                if (line.json() == null) {
                    throw new InvalidRequestException(
                            "", "The line may have " + InputLines.MAX_LINE_BYTES + " bytes at most");
                }
                read.add(new ImportLine(line.number(), reader.read(line.json())));
            } catch (InvalidRequestException invalid) {
                InvalidRequestException.Problem first = invalid.problems().get(0);
                bulk.refuse(new LineError(line.number(), first.field(), first.message(), first.parameters()));
            }
        }
        return read;
    }
}
