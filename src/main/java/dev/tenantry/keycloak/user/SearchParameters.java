package dev.tenantry.keycloak.user;

import dev.tenantry.core.user.UserCriteria;
import java.util.Map;
import org.keycloak.models.UserModel;

/**
 * Converts Keycloak's map of search parameters to criteria, as Keycloak's own store does (JpaUserProvider.predicates,
 * 26.7).
 */
final class SearchParameters {

    private SearchParameters() {}

    static UserCriteria criteria(Map<String, String> params) {
        UserCriteria criteria = new UserCriteria();
        boolean exact = Boolean.parseBoolean(params.get(UserModel.EXACT));
        // Without the parameter EXACT, attributes must equal the searched value, and other fields must contain it.
        boolean exactAttributes = Boolean.parseBoolean(params.getOrDefault(UserModel.EXACT, "true"));
        params.forEach((name, value) -> {
            if (value != null) {
                add(criteria, name, value, exact, exactAttributes);
            }
        });
        if (params.get(UserModel.IDP_ALIAS) != null || params.get(UserModel.IDP_USER_ID) != null) {
            criteria.linkedTo(params.get(UserModel.IDP_ALIAS), params.get(UserModel.IDP_USER_ID));
        }
        return criteria;
    }

    private static void add(
            UserCriteria criteria, String name, String value, boolean exact, boolean exactAttributes) {
        switch (name) {
            case UserModel.SEARCH -> searchWords(criteria, value);
            case UserModel.USERNAME -> criteria.username(value, exact);
            case UserModel.EMAIL -> criteria.email(value, exact);
            case UserModel.FIRST_NAME -> criteria.firstName(value, exact);
            case UserModel.LAST_NAME -> criteria.lastName(value, exact);
            case UserModel.EMAIL_VERIFIED -> criteria.emailVerified(Boolean.parseBoolean(value));
            case UserModel.ENABLED -> criteria.enabled(Boolean.parseBoolean(value));
            case UserModel.CREATED_AFTER -> criteria.createdAfter(Long.parseLong(value));
            case UserModel.CREATED_BEFORE -> criteria.createdBefore(Long.parseLong(value));
            case UserModel.INCLUDE_SERVICE_ACCOUNT -> {
                if (!Boolean.parseBoolean(value)) {
                    criteria.notServiceAccount();
                }
            }
            case UserModel.EXACT, UserModel.IDP_ALIAS, UserModel.IDP_USER_ID -> {
                // These parameters add no condition here. EXACT changes how other parameters are read. The two IDP
                // parameters together make one condition.
            }
            default -> criteria.attribute(name, value, exactAttributes);
        }
    }

    /** Requires that each word of the text occurs in at least one of the searched fields. */
    private static void searchWords(UserCriteria criteria, String text) {
        for (String word : text.trim().split("\\s+")) {
            criteria.search(word);
        }
    }
}
