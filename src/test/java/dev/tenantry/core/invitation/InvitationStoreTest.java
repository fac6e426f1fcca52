package dev.tenantry.core.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.lifecycle.TwoTenants;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InvitationStoreTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private static final StoredInvitation ADA = invitation("1", "navy", "Ada@example.test", "Ada");

    @BeforeEach
    void globexHasInvitedTheSamePerson() {
        TENANTS.changeGlobex(handle -> InvitationStore.insert(handle, ADA));
    }

    @AfterEach
    void theOtherTenantIsUnchanged() {
        TENANTS.readGlobex(handle -> assertThat(InvitationStore.after(handle, "", 10)).containsExactly(ADA));
        TENANTS.changeGlobex(handle -> handle.update("delete from invitation"));
        TENANTS.changeAcme(handle -> handle.update("delete from invitation"));
    }

    private static StoredInvitation invitation(String id, String organization, String email, String firstName) {
        return new StoredInvitation(id, organization, email, firstName, null, 100, 200, null);
    }

    private static void given(StoredInvitation... invitations) {
        TENANTS.changeAcme(
                handle -> List.of(invitations).forEach(invitation -> InvitationStore.insert(handle, invitation)));
    }

    private static void assertFound(UnaryOperator<InvitationFilter> filter, String... ids) {
        TENANTS.readAcme(handle -> assertThat(
                        InvitationStore.list(handle, filter.apply(new InvitationFilter("navy"))))
                .extracting(StoredInvitation::id)
                .containsExactly(ids));
    }

    @Test
    void anInvitationIsReadAndChanged() {
        StoredInvitation changed =
                new StoredInvitation("1", "navy", "ada@example.test", "Augusta", "King", 100, 300, "https://link.test");
        given(ADA);

        TENANTS.readAcme(handle -> assertThat(InvitationStore.find(handle, "1")).contains(ADA));
        TENANTS.changeAcme(handle -> InvitationStore.update(handle, changed));
        TENANTS.readAcme(handle -> assertThat(InvitationStore.find(handle, "1")).contains(changed));
        TENANTS.changeAcme(handle -> assertThat(InvitationStore.delete(handle, "1")).isTrue());
        TENANTS.changeAcme(handle -> assertThat(InvitationStore.delete(handle, "1")).isFalse());
    }

    @Test
    void anOrganizationInvitesAnEmailOnce() {
        given(ADA, invitation("2", "army", ADA.email(), "Ada"));

        assertThatThrownBy(() -> given(invitation("3", "navy", ADA.email(), "Ada")))
                .isInstanceOfSatisfying(DuplicateException.class,
                        taken -> assertThat(taken.constraint()).isEqualTo("invitation_email"));
    }

    @Test
    void invitationsAreFoundByEachFilter() {
        given(ADA, invitation("2", "navy", "grace_hopper@example.test", "Grace"),
                invitation("3", "army", "mary@example.test", "Mary"));

        assertFound(filter -> filter, "1", "2");
        assertFound(filter -> filter.email("ADA@example.test"), "1");
        assertFound(filter -> filter.firstName("grace"), "2");
        assertFound(filter -> filter.lastName("hopper"));
        assertFound(filter -> filter.search("E_H"), "2");
        assertFound(filter -> filter.search("%"));
        assertFound(filter -> filter.search("a*example"), "1", "2");
        assertFound(filter -> filter.expired(true, 200));
        assertFound(filter -> filter.expired(true, 201), "1", "2");
        assertFound(filter -> filter.expired(false, 200), "1", "2");
        assertFound(filter -> filter.page(1, 1), "2");
    }

    @Test
    void theInvitationsOfOneOrganizationAreDeleted() {
        given(ADA, invitation("2", "army", "mary@example.test", "Mary"));

        TENANTS.changeAcme(handle -> InvitationStore.deleteOf(handle, "navy"));

        TENANTS.readAcme(handle -> assertThat(InvitationStore.after(handle, "", 10))
                .extracting(StoredInvitation::id)
                .containsExactly("2"));
    }
}
