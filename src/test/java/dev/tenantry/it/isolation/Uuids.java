package dev.tenantry.it.isolation;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the ids of Keycloak's objects in a text. */
final class Uuids {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Uuids() {}

    static Set<String> in(String text) {
        Set<String> ids = new HashSet<>();
        UUID.matcher(text).results().map(MatchResult::group).forEach(ids::add);
        return ids;
    }
}
