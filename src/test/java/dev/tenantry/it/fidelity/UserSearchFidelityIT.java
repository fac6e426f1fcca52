package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searches for users with all parameters of the list, and counts the found users. */
final class UserSearchFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void people() {
        both.change("/users/profile", Profiles.open());
        both.create("/users", Person.grace());
        both.create("/users", Person.named("mary", "Mary", "Jackson").with("emailVerified", true));
        both.create("/users", Person.named("mary.ann", "Mary Ann", "O'Neil").with("enabled", false));
        both.create("/users", Person.named("50%_off", "Per%cent", "Under_score").with("email", "sale@example.test"));
        both.create("/users", Person.named("back\\slash", "Back\\slash", "Star*").with("email", "b@example.test"));
        both.create("/users", Person.named("zoë", "Zoë", "Ünal").with("email", "zoe@example.test"));
        both.create("/users", Person.named("marian", null, null).with("email", null)
                .with("emailVerified", true).with("createdTimestamp", 1600000000000L));
    }

    private void listAndCount(String name, String value) {
        admin.get("/users", name, value);
        admin.get("/users/count", name, value);
    }

    private void listAndCount(String query) {
        admin.get("/users?" + query);
        admin.get("/users/count?" + query);
    }

    @Test
    void aSearchFindsWordsByBeginningByPartOrAsAWhole() {
        for (String search : List.of("mar", "MAR", "mar*", "*mar*", "*ar", "m*y", "\"mary\"", "\"MARY\"", "\"mar\"",
                "mary jackson", "jackson mary", "mary nobody", "*ack* mary", "\"mary ann\"", "grace@example.test",
                "@example", "*@example*", "  grace  ", "", " ", "*", "**", "\"\"", "ZOË", "ünal", "o'neil", "neil")) {
            listAndCount("search", search);
        }
    }

    @Test
    void wildcardsOfTheDatabaseAreOrdinaryCharactersInASearch() {
        for (String search : List.of("%", "*%*", "_", "*_*", "50%", "50%_", "mar_", "ma%y", "\\", "*\\*", "back\\",
                "\"50%_off\"", "star*", "\"star*\"", "?", "*?*")) {
            listAndCount("search", search);
        }
    }

    @Test
    void aUserNameWithWildcardsOfTheDatabaseIsFound() {
        for (String value : List.of("\\", "50%_off", "back\\slash")) {
            listAndCount("username", value);
        }
    }

    @Test
    void aSingleFieldIsComparedByPartOrExactly() {
        listAndCount("username=mar");
        listAndCount("username=MARY");
        listAndCount("username=ary");
        listAndCount("username=mary&exact=true");
        listAndCount("username=MARY&exact=true");
        listAndCount("username=mar&exact=true");
        listAndCount("username=mary&exact=false");
        listAndCount("firstName=ann");
        listAndCount("firstName=Mary&exact=true");
        listAndCount("firstName=mary&exact=true");
        listAndCount("lastName=jack");
        listAndCount("lastName=Jackson&exact=true");
        listAndCount("email=example");
        listAndCount("email=mary@example.test&exact=true");
        listAndCount("email=Mary@Example.test&exact=true");
        listAndCount("username=mar&lastName=jack");
        listAndCount("username=mar&firstName=grace");
        listAndCount("username=");
        listAndCount("firstName=");
        listAndCount("exact=true");
        listAndCount("username=mary&username=grace");
    }

    @Test
    void flagsAndTimesNarrowAList() {
        listAndCount("enabled=true");
        listAndCount("enabled=false");
        listAndCount("emailVerified=true");
        listAndCount("emailVerified=false");
        listAndCount("enabled=true&emailVerified=true");
        listAndCount("search=mar&enabled=false");
        listAndCount("search=mar&emailVerified=true");
        listAndCount("username=mar&enabled=true");
        listAndCount("createdBefore=1600000000000");
        listAndCount("createdBefore=1599999999999");
        listAndCount("createdAfter=1600000000001");
        listAndCount("createdAfter=1600000000000&createdBefore=1600000000000");
        listAndCount("createdAfter=2020-09-13&createdBefore=2020-09-13");
        listAndCount("search=mar&createdBefore=2021-01-01");
        admin.get("/users?createdAfter=yesterday").refused(400);
    }

    /** Parameters of the list. Each parameter alone finds users, and so do most pairs of parameters. */
    private static final List<String> PARAMETERS = List.of("search=mar", "username=mar", "email=example", "firstName=m",
            "lastName=j", "exact=false", "enabled=true", "emailVerified=true", "idpAlias=navy", "idpUserId=n-1",
            "createdAfter=1600000000001", "createdBefore=4000000000000", "q=rank:admiral", "q=rank:admiral%20ship:a");

    @Test
    void everyPairOfParametersNarrowsAList() {
        both.create("/identity-provider/instances", Map.of("alias", "navy", "providerId", "oidc",
                "config", Map.of("clientId", "x", "clientSecret", "x", "tokenUrl", "http://localhost/token",
                        "authorizationUrl", "http://localhost/auth")));
        for (String name : List.of("marlow", "marge")) {
            both.create("/users", Person.named(name, "Mar", "Jones").with("emailVerified", name.equals("marlow"))
                    .with("attributes", Map.of("rank", List.of("admiral"), "ship", List.of("a", name))));
            both.find(name, "/users?exact=true&username=" + name, "/0/id");
            admin.post("/users/{" + name + "}/federated-identity/navy",
                    Map.of("userId", name.equals("marlow") ? "n-1" : "n-2", "userName", name));
        }
        for (int one = 0; one < PARAMETERS.size(); one++) {
            for (int other = one + 1; other < PARAMETERS.size(); other++) {
                listAndCount(PARAMETERS.get(one) + "&" + PARAMETERS.get(other));
            }
        }
        String all = String.join("&", PARAMETERS.subList(1, PARAMETERS.size() - 1));
        listAndCount(all);
        listAndCount(all.replace("exact=false", "exact=true"));
        admin.get("/users?" + all + "&first=0&max=1");
        listAndCount("search=mar&" + all);
    }

    @Test
    void pagesHaveTheOrderOfTheWholeList() {
        admin.get("/users");
        admin.get("/users?first=0&max=3");
        admin.get("/users?first=3&max=3");
        admin.get("/users?first=6&max=3");
        admin.get("/users?first=100&max=3");
        admin.get("/users?max=0");
        admin.get("/users?max=-1");
        admin.get("/users?first=-1&max=2");
        admin.get("/users?first=2");
        admin.get("/users?search=mar&first=1&max=1");
        admin.get("/users?username=mar&first=1&max=1");
        admin.get("/users?briefRepresentation=true");
        admin.get("/users?search=mary&briefRepresentation=true");
        admin.get("/users?username=grace&exact=true&briefRepresentation=false");
        admin.get("/users?max=x").refused(404);
    }

    @Test
    void aUserIsFoundByItsId() {
        both.find("grace", "/users?username=grace&exact=true", "/0/id");
        both.find("mary", "/users?username=mary&exact=true", "/0/id");
        listAndCount("search=id:{grace}");
        listAndCount("search=id:{grace}%20{mary}");
        listAndCount("search=id:nobody");
        listAndCount("search=username:grace");
        listAndCount("search=email:grace@example.test");
    }

    @Test
    void theCountExcludesDeletedUsers() {
        admin.get("/users/count");
        both.find("grace", "/users?username=grace&exact=true", "/0/id");
        admin.delete("/users/{grace}");
        admin.get("/users/count");
        admin.put("/users/{grace}", Map.of("firstName", "Gone")).refused(404);
    }
}
