package dev.tenantry.web.users;

import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantUsers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * Writes a tenant's users as lines that {@link UserImport} reads. Service accounts are left out, since they belong to
 * their clients.
 *
 * <p>All users are read from one database snapshot. Names of roles, groups and clients are looked up page by page. Each
 * page uses a new Keycloak session, since a session for all pages could last too long. If a role, group or client is
 * removed during the export, later lines leave it out.
 */
public final class UserExport {

    private static final int PAGE = 500;
    private static final ObjectWriter JSON = JsonSerialization.mapper.writerFor(UserRepresentation.class);

    private final KeycloakSessionFactory factory;
    private final Tenant tenant;
    private final OutputStream out;
    private final NamesById names = new NamesById();
    private final List<StoredUser> page = new ArrayList<>();

    private UserExport(KeycloakSessionFactory factory, Tenant tenant, OutputStream out) {
        this.factory = factory;
        this.tenant = tenant;
        this.out = out;
    }

    /**
     * Streams the users. Only a few hundred users are in memory at a time, together with the names of all roles and
     * groups that were found so far.
     *
     * @param out the target; this method does not close it
     * @throws dev.tenantry.core.tenant.TenantException (wrong state) if the tenant is neither active nor suspended nor
     *     archived. In any other state, some of the tenant's users may be outside the schema.
     */
    public static void write(KeycloakSessionFactory factory, Tenant tenant, OutputStream out) {
        TenantTransactions door = KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> session.getProvider(TenantsProvider.class).transactions());
        UserExport export = new UserExport(factory, tenant, out);
        door.snapshot(tenant, handle -> {
            UserStore.forEachPerson(handle, export::add);
            export.writePage();
            return null;
        });
    }

    private void add(StoredUser user) {
        page.add(user);
        if (page.size() == PAGE) {
            writePage();
        }
    }

    /**
     * Writes a page. The lines are composed in a Keycloak session, but sent after that session has ended, since the
     * client may read slowly.
     */
    private void writePage() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmModel realm = TenantRealms.realm(session, tenant);
            session.getContext().setRealm(realm);
            names.in(realm);
            ExportedUser exported = new ExportedUser(names, user -> TenantUsers.idOf(realm, user));
            page.forEach(user -> add(lines, exported, user));
        });
        page.clear();
        try {
            lines.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ByteArrayOutputStream lines, ExportedUser exported, StoredUser user) {
        try {
            lines.writeBytes(JSON.writeValueAsBytes(exported.of(user)));
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
