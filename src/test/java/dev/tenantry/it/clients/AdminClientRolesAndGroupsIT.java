package dev.tenantry.it.clients;

import static dev.tenantry.it.clients.RealmAdministrator.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.RealmKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleMappingResource;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Keycloak's Java client for the admin API assigns roles and groups to users, and lists the users of both. */
@ParameterizedClass
@MethodSource("dev.tenantry.support.actors.RealmKind#tested")
final class AdminClientRolesAndGroupsIT {

    private final RealmAdministrator administrator;
    private final RealmResource realm;
    private final String graceId;
    private final String hedyId;

    AdminClientRolesAndGroupsIT(RealmKind kind) {
        administrator = RealmAdministrator.of(kind);
        realm = administrator.resource();
        graceId = administrator.createUser("grace", "Grace", "Hopper", "cobol-1959");
        hedyId = administrator.createUser("hedy", "Hedy", "Lamarr", "hopping-1942");
    }

    @AfterEach
    void close() {
        administrator.close();
    }

    @Test
    void aRealmRoleIsAssignedAndRemoved() {
        RoleRepresentation auditor = role("auditor");
        RoleMappingResource ofGrace = realm.users().get(graceId).roles();

        ofGrace.realmLevel().add(List.of(auditor));
        realm.users().get(hedyId).roles().realmLevel().add(List.of(auditor));

        assertThat(ofGrace.realmLevel().listAll()).extracting(RoleRepresentation::getName)
                .containsExactlyInAnyOrder("auditor", "default-roles-" + administrator.realm().name());
        assertThat(ofGrace.realmLevel().listEffective()).extracting(RoleRepresentation::getName)
                .contains("auditor", "offline_access");
        assertThat(realm.roles().get("auditor").getUserMembers()).extracting(UserRepresentation::getUsername)
                .containsExactlyInAnyOrder("grace", "hedy");
        assertThat(realm.roles().get("auditor").getUserMembers(0, 1)).hasSize(1);

        ofGrace.realmLevel().remove(List.of(auditor));

        assertThat(realm.roles().get("auditor").getUserMembers()).extracting(UserRepresentation::getId)
                .containsExactly(hedyId);
    }

    @Test
    void aClientRoleIsAssignedAndListed() {
        String client = realm.clients().findByClientId("realm-management").get(0).getId();
        RoleRepresentation viewUsers = realm.clients().get(client).roles().get("view-users").toRepresentation();

        realm.users().get(graceId).roles().clientLevel(client).add(List.of(viewUsers));

        assertThat(realm.users().get(graceId).roles().getAll().getClientMappings().get("realm-management")
                .getMappings()).extracting(RoleRepresentation::getName).containsExactly("view-users");
        assertThat(realm.clients().get(client).roles().get("view-users").getUserMembers())
                .extracting(UserRepresentation::getUsername).containsExactly("grace");
    }

    @Test
    void deletingARoleTakesTheRoleFromItsUsers() {
        realm.users().get(graceId).roles().realmLevel().add(List.of(role("auditor")));

        realm.roles().deleteRole("auditor");

        assertThat(realm.users().get(graceId).roles().realmLevel().listAll()).extracting(RoleRepresentation::getName)
                .containsExactly("default-roles-" + administrator.realm().name());
    }

    @Test
    void aGroupIsJoinedAndLeft() {
        String sales = created(realm.groups().add(group("Sales")));
        String europe = created(realm.groups().group(sales).subGroup(group("Europe")));

        realm.users().get(graceId).joinGroup(europe);
        realm.users().get(hedyId).joinGroup(europe);

        assertThat(realm.groups().group(europe).members()).extracting(UserRepresentation::getUsername)
                .containsExactly("grace", "hedy");
        assertThat(realm.groups().group(europe).members(1, 1)).extracting(UserRepresentation::getId)
                .containsExactly(hedyId);
        assertThat(realm.users().get(graceId).groups()).extracting(GroupRepresentation::getPath)
                .containsExactly("/Sales/Europe");
        assertThat(realm.users().get(graceId).groupsCount(null)).containsEntry("count", 1L);

        realm.users().get(graceId).leaveGroup(europe);

        assertThat(realm.groups().group(europe).members()).extracting(UserRepresentation::getId)
                .containsExactly(hedyId);

        realm.groups().group(sales).remove();

        assertThat(realm.users().get(hedyId).groups()).isEmpty();
    }

    @Test
    void membersOfAGroupHaveTheGroupsRole() {
        String sales = created(realm.groups().add(group("Sales")));
        realm.groups().group(sales).roles().realmLevel().add(List.of(role("auditor")));

        realm.users().get(graceId).joinGroup(sales);

        assertThat(realm.users().get(graceId).roles().realmLevel().listEffective())
                .extracting(RoleRepresentation::getName).contains("auditor");
        assertThat(realm.users().get(hedyId).roles().realmLevel().listEffective())
                .extracting(RoleRepresentation::getName).isNotEmpty().doesNotContain("auditor");
    }

    private RoleRepresentation role(String name) {
        realm.roles().create(new RoleRepresentation(name, null, false));
        return realm.roles().get(name).toRepresentation();
    }

    private static GroupRepresentation group(String name) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        return group;
    }
}
