package dev.tenantry.core.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The test fails if {@link UserDigest} or {@link StoredUser#withId} leaves out a column of the table of users. */
final class UserColumnsTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private static final String ROW = "select (to_jsonb(u) - 'id' - 'found_by')::text from users u where id = ?";

    /** All columns except the id and the search terms, each with a value that a new user does not have. */
    private static final Map<String, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("plain_id", "true");
        VALUES.put("username", "grace");
        VALUES.put("email", "grace@shop.test");
        VALUES.put("email_shared", "true");
        VALUES.put("first_name", "Grace");
        VALUES.put("last_name", "Hopper");
        VALUES.put("email_verified", "true");
        VALUES.put("enabled", "true");
        VALUES.put("not_before", "7");
        VALUES.put("created_at", "7");
        VALUES.put("modified_at", "7");
        VALUES.put("federation_link", "ldap");
        VALUES.put("service_account_client", "web");
        VALUES.put("attributes", "{\"color\":[\"red\"]}");
        VALUES.put("required_actions", "{UPDATE_PASSWORD}");
        VALUES.put("role_ids", "{writer}");
        VALUES.put("groups", "{\"staff\":\"UNMANAGED\"}");
        VALUES.put("password",
                "{\"id\":\"p\",\"position\":10,\"created_at\":1,\"secret_data\":\"s\",\"credential_data\":\"c\"}");
        VALUES.put("credentials", "{\"o\":{\"type\":\"otp\",\"position\":20,\"created_at\":1,\"secret_data\":\"s\","
                + "\"credential_data\":\"c\"}}");
        VALUES.put("broker_links", "{\"google\":{\"user_id\":\"7\",\"username\":\"grace\",\"token\":\"t\"}}");
        VALUES.put("consents", "{\"web\":{\"created_at\":1,\"updated_at\":2,\"scopes\":[{\"id\":\"profile\"}]}}");
        VALUES.put("verifiable_credentials", "{\"degree\":{\"id\":\"v\",\"revision\":\"1\",\"user_attributes\":\"{}\","
                + "\"created_at\":1,\"updated_at\":1}}");
        VALUES.put("issued_credentials", "{\"i\":{\"credential_id\":\"v\",\"client_id\":\"web\",\"revision\":\"1\","
                + "\"issued_at\":1,\"expires_at\":2}}");
    }

    private static StoredUser grace(TenantReadHandle handle) {
        return UserStore.findById(handle, "grace-id").orElseThrow();
    }

    private static String row(TenantReadHandle handle, String id) {
        return handle.first(ROW, row -> row.getString(1), id).orElseThrow();
    }

    @Test
    void eachColumnChangesTheDigestAndIsInACopy() {
        TENANTS.changeAcme(handle -> {
            assertThat(handle.query("""
                    select attname::text from pg_attribute
                    where attrelid = 'users'::regclass and attnum > 0 and not attisdropped""", row -> row.getString(1)))
                    .containsExactlyInAnyOrderElementsOf(withIdAndTerms());
            handle.update("""
                    insert into users (id, username, email_shared, email_verified, enabled, not_before)
                    values ('grace-id', 'g', false, false, false, 0)""");
            VALUES.forEach((column, value) -> assertChanges(handle, column, value));
        });

        String original = TENANTS.inAcme(handle -> row(handle, "grace-id"));
        StoredUser copy = TENANTS.inAcme(handle -> grace(handle).withId("copy-id"));
        TENANTS.changeGlobex(handle -> UserStore.insert(handle, copy));

        assertThat(TENANTS.<String>inGlobex(handle -> row(handle, "copy-id"))).isEqualTo(original);
    }

    private static List<String> withIdAndTerms() {
        return Stream.concat(VALUES.keySet().stream(), Stream.of("id", "found_by"))
                .toList();
    }

    /** Sets the column in addition to the columns before it. */
    private static void assertChanges(TenantHandle handle, String column, String value) {
        String rowBefore = row(handle, "grace-id");
        String digestBefore = UserDigest.of(List.of(grace(handle)));

        handle.update("update users set " + column + " = '" + value + "' where id = 'grace-id'");

        assertThat(row(handle, "grace-id")).as(column).isNotEqualTo(rowBefore);
        if (!column.equals("plain_id")) { // the digest does not depend on it
            assertThat(UserDigest.of(List.of(grace(handle)))).as("the digest after a change of " + column)
                    .isNotEqualTo(digestBefore);
        }
    }
}
