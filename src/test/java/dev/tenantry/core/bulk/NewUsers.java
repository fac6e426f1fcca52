package dev.tenantry.core.bulk;

import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import java.util.List;
import java.util.stream.LongStream;

/** Users for imports, each with a hashed password, two attributes and a role. */
final class NewUsers {

    private static final String SECRET_DATA = """
            {"value":"tHnSWt6PVAIGEHIrLfNE8ZK5eOIWCs8Wn4nTGtuqKKk=","salt":"jW8lGd3n1dHCXvwHUlEhwQ==",\
            "additionalParameters":{}}""";
    private static final String CREDENTIAL_DATA = """
            {"hashIterations":5,"algorithm":"argon2","additionalParameters":{"hash":["32"],"memory":["7168"],\
            "type":["id"],"version":["1.3"],"parallelism":["1"]}}""";

    private NewUsers() {}

    static StoredUser named(String username) {
        return of("id-of-" + username, username, username + "@new.example");
    }

    static StoredUser of(String id, String username, String email) {
        StoredUser user = new StoredUser(id, username);
        user.email(email, false);
        user.firstName("Grace");
        user.lastName("Hopper");
        user.enabled(true);
        user.createdAt(1_700_000_000_000L);
        user.attribute("department", List.of("navy"));
        user.attribute("phone", List.of("+1 555 " + username));
        user.grantRole("role-1");
        user.credentials().add(new StoredCredential(
                "credential-of-" + id, "password", null, 1L, SECRET_DATA, CREDENTIAL_DATA));
        return user;
    }

    /** Lines with these users. The first line has the given number. */
    static List<ImportLine> lines(long first, StoredUser... users) {
        return LongStream.range(0, users.length)
                .mapToObj(i -> new ImportLine(first + i, users[(int) i]))
                .toList();
    }

    /** Lines with new users, each named after the line's number. The first line has the given number. */
    static List<ImportLine> numbered(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(number -> new ImportLine(number, named("user-" + number)))
                .toList();
    }
}
