package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.capture.android.Damage.Column;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.android.AndroidGeneration;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What WhatsApp changes from version to version: tables and columns come, go and get other names.
/// However little is left, every message is read as long as its own table is there.
///
/// Every case in the profile `torture`; else every few of them.
class SchemaDriftTest {
    private static final int EVERY = Math.max(1, 50 / Integer.getInteger("wharf.torture", 5));

    @TempDir private Path scratch;

    @ParameterizedTest
    @EnumSource
    void noMessageIsLostForWantOfAnotherTable(AndroidGeneration generation) throws Exception {
        Damage damage = new Damage(generation, scratch);
        for (String table : damage.tables()) {
            Path database = damage.with("DROP TABLE " + table);
            boolean only =
                    (table.equals("message") && !generation.hasLegacyMessages())
                            || (table.equals("messages") && !generation.hasMessage());
            if (only) {
                assertThatThrownBy(() -> Tally.of(database, scratch))
                        .isInstanceOfSatisfying(
                                WharfException.class,
                                e -> assertThat(e.code().kind()).isEqualTo(ErrorKind.INPUT));
            } else {
                assertThat(Tally.of(database, scratch).messages())
                        .as("without " + table)
                        .isEqualTo(Damage.MESSAGES);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMessageIsLostForWantOfAColumn(AndroidGeneration generation) throws Exception {
        Damage damage = new Damage(generation, scratch);
        for (Column column : some(damage.columns())) {
            assertThat(Tally.of(damage.with(damage.without(column)), scratch).messages())
                    .as("without " + column)
                    .isEqualTo(Damage.MESSAGES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMessageIsLostBecauseAColumnHasAnotherName(AndroidGeneration generation)
            throws Exception {
        Damage damage = new Damage(generation, scratch);
        for (Column column : some(damage.columns())) {
            Path database =
                    damage.with(
                            "ALTER TABLE %s RENAME COLUMN %s TO renamed"
                                    .formatted(column.table(), column.name()));
            assertThat(Tally.of(database, scratch).messages())
                    .as(column + " renamed")
                    .isEqualTo(Damage.MESSAGES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unknownTablesAndColumnsDoNoHarm(AndroidGeneration generation) throws Exception {
        Damage damage = new Damage(generation, scratch);
        List<String> more = new ArrayList<>(List.of("CREATE TABLE newest (message_row_id, what)"));
        for (String table : damage.tables()) {
            more.add("ALTER TABLE %s ADD COLUMN newest DEFAULT 'soon'".formatted(table));
        }
        more.add("CREATE VIEW looks AS SELECT * FROM props");

        Tally read = Tally.of(damage.with(more.toArray(new String[0])), scratch);

        assertThat(read.messages()).isEqualTo(Damage.MESSAGES);
    }

    /// The columns of the messages themselves always.
    private static List<Column> some(List<Column> all) {
        List<Column> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i % EVERY == 0
                    || (all.get(i).table().startsWith("message")
                            && all.get(i).table().length() < 9)) {
                some.add(all.get(i));
            }
        }
        return some;
    }
}
