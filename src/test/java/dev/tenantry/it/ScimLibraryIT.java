package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.ext.ContextResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A third-party library, UnboundID's SCIM 2 SDK, manages a tenant's users and groups. */
final class ScimLibraryIT {

    private final KeycloakUnderTest keycloak = PreviewServer.get();
    private final TestTenant acme = new TestTenants(keycloak).provision("ada", "acme-secret-1");
    private final TestTenant globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");

    @AutoClose
    private final Client http = ClientBuilder.newClient().register(new ScimJson());

    private final ScimService scim = scim(acme);

    /** Makes RESTEasy write the library's messages with the library's own JSON mapper. */
    private static final class ScimJson implements ContextResolver<ObjectMapper> {
        @Override
        public ObjectMapper getContext(Class<?> type) {
            return JsonUtils.createObjectMapper();
        }
    }

    private ScimService scim(TestTenant tenant) {
        ScimClient.register(tenant, "manage-users");
        String token = ScimClient.token(tenant);
        ClientRequestFilter bearer = request -> request.getHeaders().putSingle("Authorization", "Bearer " + token);
        return new ScimService(http.target(ScimClient.address(tenant)).register(bearer));
    }

    private static UserResource user(String name) {
        UserResource user = new UserResource();
        user.setUserName(name);
        user.setName(new Name().setGivenName("Grace").setFamilyName("Hopper"));
        user.setEmails(List.of(new Email().setValue(name + "@example.test").setPrimary(true)));
        user.setActive(true);
        return user;
    }

    private ListResponse<UserResource> find(Filter filter) throws ScimException {
        return scim.searchRequest("Users").filter(filter).page(1, 50).invoke(UserResource.class);
    }

    @Test
    void usersAreCreatedFoundChangedAndDeleted() throws ScimException {
        assertThat(find(Filter.eq("userName", "grace")).getTotalResults()).isZero();
        UserResource grace = scim.create("Users", user("grace"));
        assertThatThrownBy(() -> scim.create("Users", user("grace"))).isInstanceOf(ResourceConflictException.class);

        UserResource found = find(Filter.and(Filter.eq("userName", "GRACE"), Filter.eq("active", true)))
                .getResources().get(0);
        assertThat(found.getId()).isEqualTo(grace.getId());
        assertThat(found.getName().getFamilyName()).isEqualTo("Hopper");

        scim.modify("Users", grace.getId(), new PatchRequest(
                PatchOperation.replace("name.familyName", "Murray"), PatchOperation.replace("active", false)),
                UserResource.class);
        assertThat(acme.get("/users/" + grace.getId()).json().get("enabled").asBoolean()).isFalse();
        found.getName().setFamilyName("Hopper");
        found.setActive(true);
        scim.replace(found);
        assertThat(find(Filter.eq("name.familyName", "Hopper")).getTotalResults()).isOne();

        scim.delete("Users", grace.getId());
        assertThatThrownBy(() -> scim.retrieve("Users", grace.getId(), UserResource.class))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
    }

    @Test
    void deactivatingOrDeletingAUserSignsTheUserOut() throws ScimException {
        for (boolean delete : List.of(false, true)) {
            String id = acme.addUser("dorothy", "cobol-1959");
            JsonNode tokens = acme.signIn("dorothy", "cobol-1959").requiring(200).json();
            assertThat(acme.account(tokens).get("/?userProfileMetadata=false").status()).isEqualTo(200);

            if (delete) {
                scim.delete("Users", id);
            } else {
                scim.modify("Users", id, new PatchRequest(PatchOperation.replace("active", false)), UserResource.class);
            }

            assertThat(acme.account(tokens).get("/?userProfileMetadata=false").status()).isEqualTo(401);
            assertThat(acme.refresh(tokens).status()).isEqualTo(400);
            assertThat(acme.signIn("dorothy", "cobol-1959").status()).isEqualTo(400);
            acme.delete("/users/" + id);
        }
    }

    @Test
    void allPagesOfAListAreRead() throws ScimException {
        for (int i = 0; i < 7; i++) {
            acme.post("/users", Map.of("username", "page-" + i, "enabled", true)).requiring(201);
        }
        List<String> names = new ArrayList<>();
        for (int first = 1; first <= 7; first += 3) {
            ListResponse<UserResource> page = scim.searchRequest("Users").filter("userName sw \"page-\"")
                    .page(first, 3).invoke(UserResource.class);
            assertThat(page.getTotalResults()).isEqualTo(7);
            page.getResources().forEach(user -> names.add(user.getUserName()));
        }
        assertThat(names).containsExactly("page-0", "page-1", "page-2", "page-3", "page-4", "page-5", "page-6");
        assertThat(scim.searchRequest("Users").filter("userName sw \"page-\"").invokePost(UserResource.class)
                .getTotalResults()).isEqualTo(7);
    }

    @Test
    void membersJoinAndLeaveGroups() throws ScimException {
        UserResource mary = scim.create("Users", user("mary"));
        GroupResource crew = scim.create("Groups", new GroupResource().setDisplayName("crew"));
        scim.modify("Groups", crew.getId(), new PatchRequest(PatchOperation.add(
                "members", JsonUtils.valueToNode(List.of(Map.of("value", mary.getId()))))), GroupResource.class);

        ListResponse<GroupResource> found = scim.searchRequest("Groups")
                .filter(Filter.hasComplexValue("members", Filter.eq("value", mary.getId())))
                .invoke(GroupResource.class);
        assertThat(found.getResources()).extracting(GroupResource::getDisplayName).containsExactly("crew");

        scim.modify("Groups", crew.getId(), new PatchRequest(PatchOperation.remove(
                "members[value eq \"" + mary.getId() + "\"]")), GroupResource.class);
        assertThat(acme.get("/groups/" + crew.getId() + "/members").json()).isEmpty();
    }
}
