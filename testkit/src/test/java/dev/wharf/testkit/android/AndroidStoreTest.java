package dev.wharf.testkit.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.android.AndroidWritten.Fact;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

class AndroidStoreTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void holdsWhatItSays(AndroidGeneration generation) throws Exception {
        AndroidShape shape = AndroidShape.of(generation, 7_000).withMedia(1_000, 10);

        AndroidWritten written = AndroidStore.write(shape, folder);

        assertThat(written.count(Fact.MEDIA)).isEqualTo(1_000);
        assertThat(written.count(Fact.MEDIA_THERE)).isEqualTo(10);
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + written.database());
                Statement statement = connection.createStatement()) {
            if (generation.hasMessage()) {
                assertThat(count(statement, "message")).isEqualTo(7_001);
                assertThat(count(statement, "message_media")).isEqualTo(1_000);
                assertThat(count(statement, "call_log")).isEqualTo(written.count(Fact.CALL));
                assertThat(count(statement, "receipt_user")).isEqualTo(written.count(Fact.RECEIPT));
                assertThat(count(statement, "message_quoted")).isEqualTo(written.count(Fact.QUOTE));
            }
            if (generation.hasLegacyMessages()) {
                assertThat(count(statement, "messages")).isEqualTo(7_001);
                assertThat(count(statement, "messages_quotes"))
                        .isEqualTo(written.count(Fact.QUOTE));
            }
            if (generation.hasAddOns()) {
                assertThat(count(statement, "message_add_on"))
                        .isEqualTo(written.count(Fact.REACTION, Fact.REACTION_REMOVED, Fact.VOTE));
                assertThat(count(statement, "message_edit_info"))
                        .isEqualTo(written.count(Fact.EDIT));
            }
        }
        for (Fact fact : Fact.values()) {
            boolean later = !generation.hasAddOns();
            boolean needsLater =
                    fact == Fact.REACTION
                            || fact == Fact.REACTION_REMOVED
                            || fact == Fact.EDIT
                            || fact == Fact.POLL
                            || fact == Fact.VOTE;
            if (later && needsLater) {
                assertThat(written.count(fact)).as(fact.name()).isZero();
            } else {
                assertThat(written.count(fact)).as(fact.name()).isPositive();
            }
        }
        try (var files = Files.walk(folder.resolve("Media"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheSameStoryForTheSameSeed(AndroidGeneration generation) throws Exception {
        AndroidShape shape = AndroidShape.of(generation, 500);

        Path one = AndroidStore.write(shape, folder.resolve("one")).database();
        Path two = AndroidStore.write(shape, folder.resolve("two")).database();
        Path other = AndroidStore.write(shape.seeded(8), folder.resolve("other")).database();

        assertThat(two).hasSameBinaryContentAs(one);
        assertThat(Files.mismatch(one, other)).isNotEqualTo(-1);
    }

    private static long count(Statement statement, String table) throws Exception {
        try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        }
    }
}
