package dev.tenantry.keycloak.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.TenantName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.RealmRepresentation;

/** Realm exports with placeholders. */
final class RealmTemplatesTest {

    private static final NewTenant ACME =
            new NewTenant("realm-id", new TenantName("acme"), "Acme \"Inc\" ${name}\\");

    @TempDir
    private Path folder;

    @Test
    void theDefaultTemplateShipsInTheJar() {
        RealmRepresentation realm = RealmTemplates.read(List.of("default"), folder.resolve("missing"))
                .realm("default", ACME)
                .orElseThrow();

        assertThat(realm.getId()).isEqualTo("realm-id");
        assertThat(realm.getRealm()).isEqualTo("acme");
        assertThat(realm.isEnabled()).isTrue();
    }

    @Test
    void aTemplateInTheFolderReplacesTheOneInTheJar() throws IOException {
        write("default", "{\"realm\":\"x\",\"displayNameHtml\":\"<b>${name}</b>\",\"smtpServer\":{\"from\":\"a@${name}.test\"}}");

        RealmRepresentation realm = RealmTemplates.read(List.of("default"), folder).realm("default", ACME).orElseThrow();

        assertThat(realm.getDisplayNameHtml()).isEqualTo("<b>acme</b>");
        assertThat(realm.getSmtpServer()).containsEntry("from", "a@acme.test");
    }

    @Test
    void noValueEscapesFromItsJsonText() throws IOException {
        write("quoting", "{\"realm\":\"${name}\",\"displayName\":\"${displayName}\",\"attributes\":{\"greeting\":\"Hi ${displayName}!\"}}");

        RealmRepresentation realm = RealmTemplates.read(List.of("quoting"), folder).realm("quoting", ACME).orElseThrow();

        assertThat(realm.getDisplayName()).isEqualTo(ACME.displayName());
        assertThat(realm.getAttributes()).containsEntry("greeting", "Hi Acme \"Inc\" ${name}\\!");
    }

    @Test
    void otherPlaceholdersStayForKeycloak() throws IOException {
        write("own", "{\"realm\":\"x\",\"roles\":{\"realm\":[{\"name\":\"r\",\"description\":\"${role_r}\"}]}}");

        assertThat(RealmTemplates.read(List.of("own"), folder).realm("own", ACME).orElseThrow()
                        .getRoles().getRealm().get(0).getDescription())
                .isEqualTo("${role_r}");
    }

    @Test
    void aTemplateThatIsMissingOrMalformedIsRefusedByName() throws IOException {
        write("broken", "{");

        for (String name : List.of("absent", "broken")) {
            assertThatThrownBy(() -> RealmTemplates.read(List.of(name), folder)).hasMessageContaining(name);
        }
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), json);
    }
}
