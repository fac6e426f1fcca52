package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All parts of a user, for comparisons. */
record Contents(
        List<Object> singleValues,
        Map<String, List<String>> attributes,
        Set<String> requiredActions,
        Set<String> roles,
        Map<String, String> groups,
        List<StoredCredential> credentials,
        List<BrokerLink> brokerLinks,
        List<StoredConsent> consents,
        List<StoredVerifiableCredential> verifiableCredentials,
        List<StoredVerifiableCredential.Issued> issuedCredentials) {

    /** The number of single values: the id, whether the id is plain, and the columns after these two. */
    private static final int SINGLE_VALUES = 14;

    static Contents of(StoredUser user) {
        return new Contents(
                Arrays.asList(Arrays.copyOf(UserRow.values(user), SINGLE_VALUES)),
                Map.copyOf(user.attributes()),
                Set.copyOf(user.requiredActions()),
                Set.copyOf(user.roleIds()),
                Map.copyOf(user.groups.entries()),
                user.credentials().all(),
                user.brokerLinks(),
                user.consents(),
                user.verifiableCredentials(),
                user.issuedCredentials());
    }

    /**
     * Asserts that the row's search terms are those of the user, except for terms that may remain: see {@link FoundBy}.
     */
    static void assertFoundByWhatItIs(TenantReadHandle handle, String id) {
        List<String> terms = handle.query(
                "select unnest(found_by) from users where id = ?", row -> row.getString(1), id);
        List<String> ofUser = List.of(FoundBy.of(UserStore.findById(handle, id).orElseThrow()));

        assertThat(terms).doesNotHaveDuplicates().containsAll(ofUser);
        assertThat(terms).filteredOn(term -> !ofUser.contains(term))
                .allMatch(term -> term.equals(FoundBy.CONSENTS) || term.equals(FoundBy.ISSUED)
                        || term.startsWith(FoundBy.verifiableCredentialId(""))
                        || term.startsWith(FoundBy.issuedCredential("")));
    }
}
