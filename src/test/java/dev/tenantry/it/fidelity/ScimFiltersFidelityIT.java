package dev.tenantry.it.fidelity;

import dev.tenantry.it.PreviewServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The filters of SCIM: a tenant's realm finds the users that a standard realm finds, and refuses the same filters. */
final class ScimFiltersFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms(PreviewServer::get);

    private static final List<String> PATHS = List.of("userName", "USERNAME", "emails.value", "emails", "name.givenName",
            "name.familyName", "name.middleName", "name", "displayName", "title", "nickName", "userType", "externalId",
            "active", "meta.created", "meta.lastModified", "meta", "groups", "groups.value", "groups.display", "id",
            "schemas", ScimUsers.CORE + ":userName", ScimUsers.ENTERPRISE + ":department", "department",
            "urn:nobody:knows:it", "password", "nothing");

    private static final Set<String> ORDERING = Set.of("gt", "ge", "lt", "le");
    private static final List<String> OPERATORS = List.of("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le");

    private static final List<String> VALUES = List.of("\"grace\"", "\"Captain\"", "\"A\"", "\"%\"", "\"_\"", "\"\"",
            "true", "\"False\"", "null", "5", "\"2011-05-13T04:42:34Z\"", "\"{crew}\"", "\"{grace}\"");

    private final Script admin = both.admin();
    private Script scim;

    @BeforeEach
    void people() {
        both.change("/users/profile", ScimUsers.profile());
        scim = both.scim("manage-users");
        both.create("/groups", Map.of("name", "crew"));
        both.create("/groups", Map.of("name", "staff"));
        both.find("crew", "/group-by-path/crew", "/id");
        both.find("staff", "/group-by-path/staff", "/id");
        create("grace", Map.of("title", List.of("captain")));
        create("mary", Map.of("jobTitle", List.of("Captain"), "nick", List.of("ma%y"), "externalId", List.of("E-1"),
                "shown", List.of("Mary J."), "unit", List.of("Wind Tunnel")));
        create("dorothy", Map.of("jobTitle", List.of("captain"), "kind", List.of("Employee"),
                "externalId", List.of("e-1"), "middle", List.of("A")));
        create("under_score", Map.of("nick", List.of("_"), "unit", List.of("5")));
        both.create("/users", Map.of("username", "bare", "enabled", false));
        both.change("/users/{ada}", Map.of("email", "ada@example.test")); // an address without the realm's name
        both.change("/users/{grace}/groups/{crew}", Map.of());
        both.change("/users/{mary}/groups/{crew}", Map.of());
        both.change("/users/{mary}/groups/{staff}", Map.of());
    }

    private void create(String name, Map<String, Object> attributes) {
        both.create("/users", Person.named(name, "First of " + name, "La_st").with("attributes", attributes));
        both.find(name, "/users?exact=true&username=" + name, "/0/id");
    }

    private void filter(String filter) {
        scim.get("/Users", "filter", filter).eitherWay();
    }

    /** False if the operator depends on the order of ids, since the two realms have different ids. */
    private static boolean isComparable(String operator, String value) {
        return !value.contains("{") || !ORDERING.contains(operator);
    }

    /** Compares each path with each operator, each path with each value, and each operator with each value. */
    @Test
    void everyOperatorIsComparedOnEveryPath() {
        for (int path = 0; path < PATHS.size(); path++) {
            filter(PATHS.get(path) + " pr");
            for (int operator = 0; operator < OPERATORS.size(); operator++) {
                // Two values for each operator: so nine operators reach all thirteen values.
                for (int value : new int[] {path + operator, path + operator + OPERATORS.size()}) {
                    compare(PATHS.get(path), OPERATORS.get(operator), VALUES.get(value % VALUES.size()));
                }
            }
        }
    }

    @Test
    @Tag("long")
    void everyOperatorIsComparedOnEveryPathWithEveryValue() {
        for (String path : PATHS) {
            OPERATORS.forEach(operator -> VALUES.forEach(value -> compare(path, operator, value)));
        }
    }

    private void compare(String path, String operator, String value) {
        if (isComparable(operator, value) && !isOfRandomIds(path, operator)) {
            filter(path + " " + operator + " " + value);
        }
    }

    @Test
    void conditionsOfColumnsAreCombined() {
        List<String> leaves = List.of("userName eq \"grace\"", "active eq true", "name.givenName sw \"First\"",
                "emails pr", "meta.created gt \"2011-05-13T04:42:34Z\"", "nothing eq \"x\"", "nothing pr");
        for (String one : leaves) {
            filter("not " + one);
            filter("not (" + one + ")");
            for (String other : leaves) {
                filter(one + " and " + other);
                filter(one + " or " + other);
                filter("not (" + one + " and " + other + ")");
                filter("not (" + one + " or " + other + ")");
                filter(one + " and not (" + other + ")");
                filter(one + " or not (" + other + ") and userName pr");
                filter("(" + one + " or userName eq \"mary\") and (" + other + " or userName eq \"dorothy\")");
            }
        }
    }

    /** The realms differ for negations and for several attributes in one filter: see {@link ScimDeviationsIT}. */
    @Test
    void conditionsOfAttributesAndGroupsAreCombinedWithThoseOfColumns() {
        for (String column : List.of("userName eq \"grace\"", "active eq true", "not (userName eq \"grace\")",
                "nothing eq \"x\"")) {
            for (String attribute : List.of("title eq \"captain\"", "title co \"APT\"", "externalId pr",
                    ScimUsers.ENTERPRISE + ":department eq \"5\"")) {
                filter(column + " and " + attribute);
                filter(attribute + " or " + column);
            }
            filter(column + " and groups.value eq \"{crew}\"");
            filter("groups[value eq \"{crew}\"] and " + column);
        }
    }

    @Test
    void conditionsInBracketsAreCompared() {
        for (String filter : List.of("emails[value eq \"grace@example.test\"]", "emails[type eq \"work\"]",
                "emails[type eq \"work\" and value co \"@example.test\"]", "name[givenName sw \"First\"]",
                "name[givenName sw \"First\" and familyName eq \"La_st\"]", "groups[value eq \"{crew}\"]",
                "groups[value eq \"{crew}\" or value eq \"{staff}\"]", "groups[value eq \"{crew}\" and value eq \"{staff}\"]",
                "groups[display eq \"crew\"]",
                "meta[created gt \"2011-05-13T04:42:34Z\"]", "nothing[value eq \"x\"]",
                "userName eq \"grace\" and emails[value pr]", "emails.value[type eq \"work\"]")) {
            filter(filter);
        }
    }

    @Test
    void malformedAndUnusualFiltersAreAnsweredAlike() {
        for (String filter : List.of("userName", "userName eq", "eq \"x\"", "userName eq x", "userName is \"x\"",
                "(userName eq \"x\"", "userName eq \"x\")", "userName eq \"x", "userName eq 'x'", "userName eq \"x\" and",
                "and", "not", "()", "userName eq \"a\" userName eq \"b\"", "userName[", "userName[]", "userName eq \"\\x\"",
                "userName pr \"x\"", "meta.created gt \"yesterday\"", "meta.created co \"2011\"", "active gt true",
                "active eq \"perhaps\"", "active eq 1", "userName gt null", "userName co null", "; drop table users",
                "userName eq \"x\" -- and", "userName eq \"\\u0041da\"", "userName eq \"a\\\"b\\\\c\\/d\"", "🙂 eq \"x\"",
                "userName eq \"🙂\"", "userName eq \"o'neil\"", "userName eq -1.5e3", "userName eq 007")) {
            filter(filter);
        }
        for (String blank : List.of("", " ", "\t")) {
            filter(blank);
        }
    }

    @Test
    void pagesOfAFilteredListAreEqual() {
        for (String page : List.of("", "&startIndex=1&count=2", "&startIndex=3&count=2", "&startIndex=100", "&count=0",
                "&count=-1", "&startIndex=0&count=1", "&startIndex=-5&count=1", "&count=100000", "&count=3&sortBy=userName",
                "&sortBy=userName&sortOrder=descending", "&sortBy=nothing", "&attributes=userName",
                "&attributes=userName,groups", "&excludedAttributes=emails,name", "&attributes=nothing")) {
            scim.get("/Users?x=y" + page).eitherWay().inAnyOrder();
            scim.get("/Users?x=y" + page, "filter", "emails.value ew \"@example.test\"").eitherWay().inAnyOrder();
            scim.get("/Users?x=y" + page, "filter", "userName eq \"nobody\"").eitherWay();
        }
        scim.get("/Users?startIndex=x").eitherWay();
        scim.get("/Users?count=99999999999").eitherWay();
    }

    @Test
    void aSearchCanBePosted() {
        scim.post("/Users/.search", Map.of("schemas", List.of(ScimUsers.SEARCH), "filter", "userName sw \"m\"",
                "attributes", List.of("userName"), "startIndex", 1, "count", 10));
        scim.post("/Users/.search", Map.of("schemas", List.of(ScimUsers.SEARCH))).eitherWay();
        scim.post("/Users/.search", Map.of("filter", "groups.value eq \"{crew}\"")).eitherWay();
        scim.post("/Users/.search", Map.of("filter", 5)).eitherWay();
        scim.post("/Groups/.search", Map.of("schemas", List.of(ScimUsers.SEARCH), "filter", "displayName eq \"crew\""));
    }

    @Test
    void groupsAreFiltered() {
        both.create("/groups", Map.of("name", "Crew of night"));
        admin.post("/groups/{crew}/children", Map.of("name", "inner")).as("inner");
        both.change("/users/{dorothy}/groups/{inner}", Map.of());
        for (String path : List.of("displayName", "DISPLAYNAME", "externalId", "members", "members.value",
                "members.display", "id", "meta.created", "meta.lastModified", "nothing",
                ScimUsers.GROUP + ":displayName")) {
            group(path + " pr");
            for (String operator : OPERATORS) {
                for (String value : List.of("\"crew\"", "\"C\"", "\"%\"", "\"\"", "true", "null", "5", "\"{grace}\"",
                        "\"{dorothy}\"", "\"{nobody}\"", "\"{identity}\"", "\"2011-05-13T04:42:34Z\"")) {
                    if (isComparable(operator, value) && !isOfRandomIds(path, operator)) {
                        group(path + " " + operator + " " + value);
                    }
                }
            }
        }
        for (String filter : List.of("members[value eq \"{grace}\"]", "members[value eq \"{mary}\"] and displayName sw \"s\"",
                "members[value eq \"{mary}\" and display eq \"mary\"]", "not (displayName eq \"crew\")",
                "members[value eq \"{grace}\"] or members[value eq \"{mary}\"]",
                "members[value eq \"{grace}\" or value eq \"{mary}\"]",
                "members[value eq \"{grace}\" and value eq \"{mary}\"]",
                "displayName eq \"crew\" or nothing eq \"x\"", "displayName eq \"crew\" and nothing eq \"x\"",
                "displayName eq \"crew\" and not (displayName eq \"staff\")", "displayName", "members[", "members pr pr")) {
            group(filter);
        }
        for (String page : List.of("", "&startIndex=1&count=1", "&startIndex=2&count=1", "&startIndex=100", "&count=0",
                "&attributes=members", "&attributes=displayName", "&excludedAttributes=members")) {
            scim.get("/Groups?x=y" + page).eitherWay();
            scim.get("/Groups?x=y" + page, "filter", "displayName co \"r\"").eitherWay();
            scim.get("/Groups?x=y" + page, "filter", "members.value eq \"{mary}\"").eitherWay();
        }
    }

    /** True if the operator compares the order or a part of ids, which are random in each realm. */
    private static boolean isOfRandomIds(String path, String operator) {
        return (path.startsWith("members") || path.startsWith("groups")) && !operator.equals("eq") && !operator.equals("ne");
    }

    private void group(String filter) {
        scim.get("/Groups", "filter", filter).eitherWay();
    }
}
