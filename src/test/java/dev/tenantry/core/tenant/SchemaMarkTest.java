package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An administrator can choose a realm's id freely. */
final class SchemaMarkTest {

    private static final List<String> IDS = List.of(
            "a", "b", "a realm b", "closed realm a", " realm a", "tenantry realm a", "adoption 7 realm a", "");

    @Test
    void namesOnlyItsOwnRealmForAnyId() {
        for (String id : IDS) {
            List<SchemaMark> marks = List.of(
                    SchemaMark.open(id), SchemaMark.closed(id), SchemaMark.adoption(id, 7), SchemaMark.dropped(id));
            for (SchemaMark mark : marks) {
                assertThat(IDS.stream().filter(mark::isOf)).as(mark.text()).containsExactly(id);
            }
            assertThat(marks).doesNotHaveDuplicates();
            assertThat(marks.stream().map(SchemaMark::attempt)).containsExactly(0L, 0L, 7L, 0L);
        }
    }

    @Test
    void aCommentThatIsNoMarkBelongsToNoRealm() {
        for (String text : List.of("", "a comment", "tenantry", "standard public schema")) {
            assertThat(IDS.stream().filter(new SchemaMark(text)::isOf)).as(text).isEmpty();
            assertThat(new SchemaMark(text).attempt()).isZero();
        }
    }
}
