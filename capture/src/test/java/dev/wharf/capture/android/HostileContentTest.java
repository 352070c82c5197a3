package dev.wharf.capture.android;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.capture.android.Damage.Column;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.android.AndroidGeneration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Values that no version of WhatsApp writes: SQLite keeps anything in any column, and a seized
/// phone may belong to somebody who wishes the reader ill. Every message is read all the same.
class HostileContentTest {
    private static final int EVERY = Math.max(1, 500 / Integer.getInteger("wharf.torture", 5) / 5);
    private static final String FIVE_MEGABYTES = "replace(hex(zeroblob(2621440)), '00', 'wx')";

    /// What stands in a column instead.
    enum Value {
        NULL("NULL"),
        EMPTY("''"),
        WORDS("'nothing of the kind'"),
        ZERO("0"),
        MINUS("-9223372036854775808"),
        MOST("9223372036854775807"),
        FAR("253402300799999"),
        REAL("-1.5e300"),
        INFINITE("9e999"),
        BLOB("x'00ff80c0fe'"),
        INVALID_UTF8("CAST(x'41ff80c3edb08042' AS TEXT)"),
        NUL("'a' || char(0) || 'b' || char(8238) || char(27)"),
        DIGITS("'99999999999999999999999999'"),
        ADDRESS("'status@broadcast'"),
        SERIALIZED("x'aced0005740fff'");

        private final String sql;

        Value(String sql) {
            this.sql = sql;
        }

        /// Where it begins among the columns, so that values differ in what they miss.
        int place() {
            return Math.floorMod(sql.hashCode(), 97);
        }
    }

    @TempDir private Path scratch;
    private Damage damage;

    @BeforeEach
    void made() throws Exception {
        damage = new Damage(AndroidGeneration.LID, scratch);
    }

    @ParameterizedTest
    @EnumSource
    void anyValueInAnyColumnOfAnyTable(Value value) throws Exception {
        List<String> everywhere = new ArrayList<>();
        for (String table : damage.tables()) {
            List<String> sql = damage.spread(table, value.sql, value.place());
            survives(damage, "%s in %s".formatted(value, table), sql, table.equals("message"));
            everywhere.addAll(sql);
        }
        survives(damage, value + " everywhere", everywhere, true);
    }

    @ParameterizedTest
    @EnumSource
    void anyValueInAnyColumnOfAnOldMessage(Value value) throws Exception {
        Damage old = new Damage(AndroidGeneration.LEGACY, scratch.resolve("old"));
        List<String> everywhere = new ArrayList<>();
        for (String table : old.tables()) {
            everywhere.addAll(old.spread(table, value.sql, value.place()));
        }
        survives(old, value + " everywhere", everywhere, true);
        survives(
                old,
                value + " in messages",
                old.spread("messages", value.sql, value.place() + 1),
                true);
    }

    /// In every row of a column, column by column: in the profile `torture`.
    @ParameterizedTest
    @EnumSource
    void aColumnFullOfAnyValue(Value value) throws Exception {
        for (int i = value.place(); i < damage.columns().size(); i += EVERY) {
            Column column = damage.columns().get(i);
            if (!column.name().equals("_id")) {
                survives(
                        damage,
                        "%s = %s".formatted(column, value),
                        List.of(
                                Damage.loose(
                                        column.table(),
                                        "UPDATE %s SET %s = %s"
                                                .formatted(
                                                        column.table(), column.name(), value.sql))),
                        true);
            }
        }
    }

    /// @param always else only now and then, where there are many cases
    private void survives(Damage sound, String what, List<String> sql, boolean always)
            throws Exception {
        if (!always && Math.floorMod(what.hashCode(), EVERY) != 0) {
            return;
        }
        Tally read = Tally.of(sound.with(sql.toArray(new String[0])), scratch);
        // Chats that a value made status posts or channels are left out, and the report says so.
        long leftOut =
                read.report().warnings().stream()
                        .filter(warning -> warning.contains("left out"))
                        .mapToLong(warning -> Long.parseLong(warning.split(" ")[0]))
                        .sum();
        assertThat(read.messages() + leftOut).as(what).isEqualTo(Damage.MESSAGES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message.text_data",
                "message.key_id",
                "message_quoted.text_data",
                "message_media.file_path",
                "message_media.file_hash",
                "message_vcard.vcard",
                "message_add_on_reaction.reaction",
                "message_poll_option.option_name",
                "message_ftsv2_content.c0content",
                "chat.subject",
                "jid.raw_string",
                "jid.user",
                "lid_display_name.display_name",
                "call_log.call_id",
                "props.value"
            })
    void textsOfFiveMegabytes(String place) throws Exception {
        String table = place.substring(0, place.indexOf('.'));
        String column = place.substring(table.length() + 1);
        Path database =
                damage.with(
                        Damage.loose(
                                table,
                                "UPDATE %1$s SET %2$s = %3$s WHERE rowid IN (SELECT rowid FROM %1$s LIMIT 3 OFFSET 1)"
                                        .formatted(table, column, FIVE_MEGABYTES)));

        Tally read = Tally.of(database, scratch);

        assertThat(read.messages()).isEqualTo(Damage.MESSAGES);
        assertThat(read.longest).isLessThan(4 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Chats that are not there.
                "DELETE FROM chat",
                "UPDATE message SET chat_row_id = 777777",
                "UPDATE message SET chat_row_id = -1 WHERE _id > 50",
                // People who are not there.
                "DELETE FROM jid",
                "UPDATE message SET sender_jid_row_id = 999999",
                "UPDATE jid SET raw_string = 'nonsense', user = '', server = ''",
                // Everybody is one, one is everybody.
                "UPDATE jid SET raw_string = '4915200000001@s.whatsapp.net'",
                "UPDATE jid_map SET jid_row_id = lid_row_id",
                "UPDATE chat SET account_jid_row_id = jid_row_id",
                // What points at itself, at each other, at nothing.
                "UPDATE message_quoted SET key_id = (SELECT key_id FROM message m WHERE m._id = message_row_id)",
                "UPDATE message_quoted SET chat_row_id = 424242",
                "UPDATE message_add_on SET parent_message_row_id = 12",
                "UPDATE message_add_on SET message_add_on_type = _id",
                "UPDATE message_call_log SET call_log_row_id = 1",
                "UPDATE message_call_log SET call_log_row_id = 9999999",
                "UPDATE call_log SET group_jid_row_id = jid_row_id, jid_row_id = 0",
                "UPDATE message_poll_option SET message_row_id = 12",
                "UPDATE receipt_user SET message_row_id = 12",
                // The same again.
                "INSERT INTO message SELECT _id + 100000, chat_row_id, from_me, key_id, sender_jid_row_id, status, broadcast, recipient_count, origination_flags, origin, timestamp, received_timestamp, receipt_server_timestamp, message_type, text_data, starred, lookup_tables, message_add_on_flags, view_mode, sort_id, translated_text, server_sts FROM message",
                // Types that are not known yet, or never will be.
                "UPDATE message SET message_type = _id",
                "UPDATE message SET message_type = -_id",
                "UPDATE message SET message_type = 4294967296 + _id",
                "UPDATE message SET message_type = 7",
                "UPDATE message SET message_type = 15",
                "UPDATE message SET message_type = 90",
                "UPDATE message SET message_type = 99",
                "UPDATE message_system SET action_type = message_row_id",
                // Order.
                "UPDATE message SET sort_id = 0",
                "UPDATE message SET sort_id = -_id, timestamp = -timestamp",
                "UPDATE message SET timestamp = timestamp * 1000, received_timestamp = 0"
            })
    void rowsThatContradictEachOther(String sql) throws Exception {
        Tally read = Tally.of(damage.with(sql), scratch);

        assertThat(read.messages()).as(sql).isGreaterThanOrEqualTo(Damage.MESSAGES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW %s AS SELECT * FROM props",
                "CREATE VIEW %s AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS message_row_id FROM n",
                "CREATE VIRTUAL TABLE %s USING fts4(message_row_id, text_data)",
                "CREATE TABLE %s (message_row_id PRIMARY KEY, x AS (message_row_id || 'y')) WITHOUT ROWID"
            })
    void somethingElseUnderTheNameOfATable(String sql) throws Exception {
        for (String table :
                List.of("message_text", "message_quoted", "call_log", "jid_map", "receipt_user")) {
            Path database = damage.with("DROP TABLE " + table, sql.formatted(table));

            assertThat(Tally.of(database, scratch).messages())
                    .as("%s as %s", table, sql)
                    .isEqualTo(Damage.MESSAGES);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM message",
                "DROP TABLE message",
                "ALTER TABLE message RENAME TO mail"
            })
    void nothingToRead(String sql) throws Exception {
        Path database = damage.with(sql);
        if (sql.startsWith("DELETE")) {
            assertThat(Tally.of(database, scratch).messages()).isZero();
        } else {
            assertThatThrownBy(() -> Tally.of(database, scratch))
                    .isInstanceOfSatisfying(
                            WharfException.class,
                            e -> assertThat(e.code().kind()).isEqualTo(ErrorKind.INPUT));
        }
    }

    /// Triggers are code; nothing of the database's own code runs.
    @Test
    void triggersDoNotRun() throws Exception {
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TRIGGER gone AFTER DELETE ON message BEGIN DELETE FROM chat; END");
        sql.add("CREATE TRIGGER made AFTER INSERT ON chat BEGIN DELETE FROM message; END");

        assertThat(Tally.of(damage.with(sql.toArray(new String[0])), scratch).messages())
                .isEqualTo(Damage.MESSAGES);
    }
}
