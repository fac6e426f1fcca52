package dev.tenantry.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.tenant.TwoTenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AttributeStoreTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void onlyAda() {
        TENANTS.onlyAda();
        TENANTS.changeGlobex(handle -> AttributeStore.set(handle, Ada.load(handle), "color", List.of("blue")));
    }

    private static void set(String name, String... values) {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            AttributeStore.set(handle, ada, name, List.of(values));

            assertThat(Ada.load(handle).attributes()).as("as loaded").isEqualTo(ada.attributes());
        });
    }

    private static void assertStored(Map<String, List<String>> expected) {
        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).attributes()).isEqualTo(expected));
        TENANTS.readGlobex(handle ->
                assertThat(Ada.load(handle).attributes()).isEqualTo(Map.of("color", List.of("blue"))));
    }

    @Test
    void valuesKeepTheirOrder() {
        set("color", "red", "amber", "green", "red", "");
        set("Color", "another name");

        assertStored(Map.of("color", List.of("red", "amber", "green", "red", ""), "Color", List.of("another name")));
    }

    @Test
    void valuesAreReplaced() {
        set("size", "XL");
        set("color", "red", "amber", "green");
        set("color", "green", "red");

        assertStored(Map.of("size", List.of("XL"), "color", List.of("green", "red")));
    }

    @Test
    void noValuesRemoveAName() {
        set("size", "XL");
        set("color", "red", "amber");
        set("color");
        set("never there");

        assertStored(Map.of("size", List.of("XL")));
    }

    @Test
    void longValuesComeBackWhole() {
        String prefix = "ä".repeat(5_000);
        set("essay", prefix + "1", prefix + "2");

        assertStored(Map.of("essay", List.of(prefix + "1", prefix + "2")));
    }

    @Test
    void whatTheCallerDoesToTheListLaterIsNoChange() {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            List<String> values = new ArrayList<>(List.of("red"));
            AttributeStore.set(handle, ada, "color", values);
            values.add("amber");

            assertThat(ada.attributes()).isEqualTo(Map.of("color", List.of("red")));
        });
    }

    @Test
    void aUserMayHaveManyAttributes() {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            for (int i = 0; i < 100; i++) {
                AttributeStore.set(handle, ada, "name-" + i, List.of("value-" + i));
            }
            assertThat(Ada.load(handle).attributes()).hasSize(100).containsEntry("name-42", List.of("value-42"));
        });
    }
}
