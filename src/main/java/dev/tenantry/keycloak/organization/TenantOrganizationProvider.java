package dev.tenantry.keycloak.organization;

import dev.tenantry.core.user.UserCriteria;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantUsers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.ReadOnlyUserModelDelegate;
import org.keycloak.organization.InvitationManager;
import org.keycloak.organization.jpa.JpaOrganizationProvider;
import org.keycloak.organization.utils.Organizations;
import org.keycloak.representations.idm.MembershipType;

/**
 * Keycloak's organizations. In a tenant's realm, the members are the tenant's users. Each organization has a hidden
 * group, and the users in that group are the organization's members.
 */
final class TenantOrganizationProvider extends JpaOrganizationProvider {

    private final KeycloakSession session;

    TenantOrganizationProvider(KeycloakSession session) {
        super(session);
        this.session = session;
    }

    private Optional<TenantUsers> tenant() {
        return TenantUsers.of(session, session.getContext().getRealm());
    }

    private Optional<TenantUsers> tenantOf(UserModel member) {
        return tenant().filter(users -> users.own(member));
    }

    @Override
    public InvitationManager getInvitationManager() {
        return invitations();
    }

    private Invitations invitations() {
        return new Invitations(session, super.getInvitationManager());
    }

    @Override
    public boolean remove(OrganizationModel organization) {
        boolean isRemoved = super.remove(organization);
        if (isRemoved && !session.getProvider(TenantsProvider.class).isRemoving(session.getContext().getRealm())) {
            invitations().removeOf(organization);
        }
        return isRemoved;
    }

    /**
     * Returns the organization; null if the organization belongs to another realm. For another realm's organization,
     * Keycloak itself would answer with a 500.
     */
    @Override
    public OrganizationModel getById(String id) {
        return tenant().isPresent() && OrganizationQueries.isOfAnotherRealm(session, id) ? null : super.getById(id);
    }

    @Override
    public Stream<UserModel> getMembersStream(
            OrganizationModel organization, Map<String, String> filters, Boolean exact, Integer first, Integer max) {
        return tenant()
                .map(users -> users.list(users.visible(members(organization, filters, exact)), first, max)
                        .map(this::asFarAsEnabled))
                .orElseGet(() -> super.getMembersStream(organization, filters, exact, first, max));
    }

    private UserCriteria members(OrganizationModel organization, Map<String, String> filters, Boolean exact) {
        UserCriteria members = inGroupOf(organization);
        String search = filters == null ? null : filters.get(UserModel.SEARCH);
        if (search != null && Boolean.TRUE.equals(exact)) {
            members.anyName(search, true);
        } else if (search != null) {
            members.searchAnywhere(search);
        }
        String membershipType = filters == null ? null : filters.get(MembershipType.NAME);
        return membershipType == null
                ? members
                : members.inGroup(getOrganizationGroup(organization).getId(), membershipType.toUpperCase(Locale.ROOT));
    }

    private UserCriteria inGroupOf(OrganizationModel organization) {
        return new UserCriteria().inGroups(Set.of(getOrganizationGroup(organization).getId()));
    }

    private UserModel asFarAsEnabled(UserModel member) {
        return Organizations.isReadOnlyOrganizationMember(session, member)
                ? new ReadOnlyUserModelDelegate(member, false)
                : member;
    }

    @Override
    public long getMembersCount(OrganizationModel organization) {
        return tenant()
                .map(users -> (long) users.count(users.visible(inGroupOf(organization))))
                .orElseGet(() -> super.getMembersCount(organization));
    }

    @Override
    public boolean isManagedMember(OrganizationModel organization, UserModel member) {
        if (member == null || tenantOf(member).isEmpty()) {
            return super.isManagedMember(organization, member);
        }
        String group = getOrganizationGroup(organization).getId();
        return tenantOf(member).orElseThrow().isInGroup(member, group, MembershipType.MANAGED.name());
    }

    @Override
    public Stream<OrganizationModel> getByMember(UserModel member) {
        return member == null || tenantOf(member).isEmpty()
                ? super.getByMember(member)
                : OrganizationQueries.ofGroups(session, tenantOf(member).orElseThrow().groupIds(member))
                        .map(this::getById);
    }

    @Override
    public Stream<GroupModel> getOrganizationGroupsByMember(
            OrganizationModel organization, UserModel member, String search, Integer first, Integer max) {
        if (organization == null || member == null || tenantOf(member).isEmpty()) {
            return super.getOrganizationGroupsByMember(organization, member, search, first, max);
        }
        if (!isMember(organization, member)) {
            return Stream.of();
        }
        Set<String> groupIds = tenantOf(member).orElseThrow().groupIds(member);
        groupIds.remove(getOrganizationGroup(organization).getId());
        return OrganizationQueries.groups(session, organization, groupIds, search, first, max);
    }
}
