package dev.tenantry.keycloak.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.invitation.StoredInvitation;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.models.jpa.entities.OrganizationInvitationEntity;

/** Two realms have an organization each. Both organizations have invited the same person. */
final class LocalInvitationsTest {

    private static final String MARY = "mary@example.test";

    @AutoClose
    private final KeycloakTables tables = new KeycloakTables();

    @BeforeEach
    void createOrganizations() {
        tables.beside().execute("""
                insert into org (id, name, alias, enabled, realm_id)
                values ('staff', 'Staff', 'staff', true, 'shop'), ('guests', 'Guests', 'guests', true, 'forum')""");
        write("forum", invitation("of-forum", "guests", MARY));
    }

    private static StoredInvitation invitation(String id, String organization, String email) {
        return new StoredInvitation(id, organization, email, "Mary", null, 1, 2, "https://shop.test/" + id);
    }

    private void write(String realmId, StoredInvitation... invitations) {
        tables.change(keycloak -> new LocalInvitations(keycloak, realmId).write(List.of(invitations)));
    }

    private List<String> ids() {
        return tables.in(keycloak -> keycloak.createQuery(
                "select i.id from OrganizationInvitationEntity i order by i.id", String.class).getResultList());
    }

    private OrganizationInvitationEntity read(String id) {
        return tables.in(keycloak -> keycloak.find(OrganizationInvitationEntity.class, id));
    }

    @Test
    void aWrittenInvitationIsUnchangedAndIsWrittenOnce() {
        write("shop", invitation("a", "staff", MARY));
        write("shop", invitation("a", "staff", MARY), invitation("b", "staff", "ada@example.test"));

        assertThat(ids()).containsExactly("a", "b", "of-forum");
        assertThat(read("a")).satisfies(mary -> {
            assertThat(mary.getOrganizationId()).isEqualTo("staff");
            assertThat(mary.getEmail()).isEqualTo(MARY);
            assertThat(mary.getFirstName()).isEqualTo("Mary");
            assertThat(mary.getLastName()).isNull();
            assertThat(mary.getCreatedAt()).isEqualTo(1);
            assertThat(mary.getExpiresAt()).isEqualTo(2);
            assertThat(mary.getInviteLink()).isEqualTo("https://shop.test/a");
        });
    }

    @Test
    void anInvitationOfADeletedOrganizationIsSkipped() {
        write("shop", invitation("a", "deleted", MARY), invitation("b", "staff", MARY));

        assertThat(ids()).containsExactly("b", "of-forum");
    }

    @Test
    void anInvitationOfAnotherRealmsOrganizationIsSkipped() {
        write("shop", invitation("a", "guests", "ada@example.test"));

        assertThat(ids()).containsExactly("of-forum");
    }

    @Test
    void anAddressThatWasInvitedAgainKeepsTheNewInvitation() {
        write("shop", invitation("new", "staff", MARY));

        write("shop", invitation("old", "staff", MARY), invitation("b", "staff", "ada@example.test"));

        assertThat(ids()).containsExactly("b", "new", "of-forum");
    }

    @Test
    void longNamesAreCutAndALongLinkIsLeftOut() {
        String name = "x".repeat(300);
        write("shop", new StoredInvitation("a", "staff", MARY, name, name, 1, 2, "https://" + "x".repeat(2_048)));

        assertThat(read("a").getFirstName()).hasSize(255);
        assertThat(read("a").getLastName()).hasSize(255);
        assertThat(read("a").getInviteLink()).isNull();
    }

    @Test
    void anInvitationWithALongAddressIsSkipped() {
        write("shop", invitation("a", "staff", "x".repeat(250) + "@example.test"));

        assertThat(ids()).containsExactly("of-forum");
    }
}
