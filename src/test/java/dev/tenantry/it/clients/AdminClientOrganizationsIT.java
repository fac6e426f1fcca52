package dev.tenantry.it.clients;

import static dev.tenantry.it.clients.RealmAdministrator.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.RealmKind;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.admin.client.resource.OrganizationMembersResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Keycloak's Java client for the admin API creates organizations in a realm and adds users as members. */
@ParameterizedClass
@MethodSource("dev.tenantry.support.actors.RealmKind#tested")
final class AdminClientOrganizationsIT {

    private final RealmAdministrator administrator;
    private final RealmResource realm;
    private final String graceId;
    private final String organizationId;
    private final OrganizationMembersResource members;

    AdminClientOrganizationsIT(RealmKind kind) {
        administrator = RealmAdministrator.of(kind);
        realm = administrator.resource();
        RealmRepresentation settings = realm.toRepresentation();
        settings.setOrganizationsEnabled(true);
        realm.update(settings);
        graceId = administrator.createUser("grace", "Grace", "Hopper", "cobol-1959");
        organizationId = created(realm.organizations().create(navy()));
        members = realm.organizations().get(organizationId).members();
    }

    @AfterEach
    void close() {
        administrator.close();
    }

    @Test
    void aMemberIsAddedListedFoundAndCounted() {
        String hedyId = administrator.createUser("hedy", "Hedy", "Lamarr", "hopping-1942");

        add(graceId);
        add(hedyId);

        assertThat(members.list(null, null)).extracting(MemberRepresentation::getUsername)
                .containsExactlyInAnyOrder("grace", "hedy");
        assertThat(members.count()).isEqualTo(2);
        assertThat(members.search("hopper", false, null, null)).extracting(MemberRepresentation::getId)
                .containsExactly(graceId);
        assertThat(members.list(0, 1)).hasSize(1);
    }

    @Test
    void theOrganizationsOfAMemberAreListed() {
        add(graceId);

        assertThat(members.member(graceId).toRepresentation().getUsername()).isEqualTo("grace");
        assertThat(members.member(graceId).getOrganizations()).extracting(OrganizationRepresentation::getName)
                .containsExactly("Navy");
        assertThat(realm.organizations().members().getOrganizations(graceId))
                .extracting(OrganizationRepresentation::getId).containsExactly(organizationId);
    }

    @Test
    void removingAMemberKeepsTheUser() {
        add(graceId);

        try (Response removed = members.removeMember(graceId)) {
            assertThat(removed.getStatus()).isEqualTo(204);
        }

        assertThat(members.list(null, null)).isEmpty();
        assertThat(realm.organizations().members().getOrganizations(graceId)).isEmpty();
        assertThat(administrator.realm().signIn("grace", "cobol-1959").status()).isEqualTo(200);
    }

    @Test
    void removingAnOrganizationKeepsItsMembersAsUsers() {
        add(graceId);

        try (Response removed = realm.organizations().get(organizationId).delete()) {
            assertThat(removed.getStatus()).isEqualTo(204);
        }

        assertThat(realm.organizations().list(null, null)).isEmpty();
        assertThat(administrator.realm().signIn("grace", "cobol-1959").status()).isEqualTo(200);
    }

    private void add(String userId) {
        try (Response added = members.addMember(userId)) {
            assertThat(added.getStatus()).isEqualTo(201);
        }
    }

    private static OrganizationRepresentation navy() {
        OrganizationRepresentation navy = new OrganizationRepresentation();
        navy.setName("Navy");
        navy.setAlias("navy");
        navy.addDomain(new OrganizationDomainRepresentation("navy.test"));
        return navy;
    }
}
