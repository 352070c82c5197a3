package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.android.AndroidGeneration;
import dev.wharf.testkit.android.AndroidShape;
import dev.wharf.testkit.android.AndroidStore;
import dev.wharf.testkit.android.AndroidWritten;
import dev.wharf.testkit.crypt.CryptBackups;
import dev.wharf.testkit.crypt.PhoneKey;
import dev.wharf.testkit.ios.ItunesBackupBuilder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// Backups of phones, from the command line into mailboxes.
class PhoneImportTest {
    private static final String ANA = "ana@firm.example";
    private static final String OWNER = "+34612345678";

    @TempDir private Path folder;
    private Wharf wharf;

    @BeforeEach
    void users() {
        wharf = new Wharf(folder);
        wharf.write("users.csv", "name,phone,email\nAna Ruiz,%s,%s\n".formatted(OWNER, ANA));
    }

    private Wharf.Result imported(String... more) {
        return wharf.run(
                Stream.concat(
                                Stream.of(
                                        "import",
                                        "--users",
                                        "users.csv",
                                        "--owner",
                                        OWNER,
                                        "--json"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static long count(JsonNode run, String counter) {
        return run.path("counters").path(counter).longValue();
    }

    private void nothingPlainIsLeft() throws IOException {
        Path working = wharf.home().resolve("working");
        if (Files.exists(working)) {
            try (Stream<Path> left = Files.list(working)) {
                assertThat(left).isEmpty();
            }
        }
    }

    private Path encrypted(PhoneKey key, String name) throws IOException, SQLException {
        AndroidWritten phone =
                AndroidStore.write(
                        AndroidShape.of(AndroidGeneration.LID, 300).withMedia(20, 12),
                        folder.resolve("plain-" + name));
        Path whatsApp = folder.resolve("phone/WhatsApp");
        Path databases = Files.createDirectories(whatsApp.resolve("Databases"));
        Files.write(
                databases.resolve(name),
                CryptBackups.of(CryptBackups.Format.CRYPT15, key)
                        .encrypt(Files.readAllBytes(phone.database())));
        if (Files.notExists(whatsApp.resolve("Media"))) {
            Files.move(phone.folder().resolve("Media"), whatsApp.resolve("Media"));
        }
        return whatsApp;
    }

    @Test
    void anEncryptedAndroidBackupAsksForItsKeyAndThenKnowsIt() throws Exception {
        PhoneKey key = new PhoneKey(1);
        String phone = encrypted(key, "msgstore.db.crypt15").toString();
        wharf.write("key.txt", key.digits());
        wharf.write("other.txt", new PhoneKey(2).digits());

        Wharf.Result asked = imported(phone);
        Wharf.Result wrong = imported(phone, "--backup-key", "other.txt");
        JsonNode run = imported(phone, "--backup-key", "key.txt").succeeded().json();
        JsonNode again = imported(phone).succeeded().json();

        assertThat(asked.exit()).isEqualTo(3);
        assertThat(asked.json().path("sources").get(0).path("questions").get(0).toString())
                .contains("--backup-key");
        assertThat(count(asked.json(), "available")).isZero();
        assertThat(wrong.exit()).isEqualTo(4);
        assertThat(wrong.out()).contains("key");
        assertThat(count(run, "available")).isGreaterThan(300);
        assertThat(count(run, "partial")).isEqualTo(8);
        assertThat(count(run, "quarantined") + count(run, "failed")).isZero();
        assertThat(count(again, "imported") + count(again, "partial")).isZero();
        assertThat(wharf.json("search", "hasattachment:true", "--exact").path("total").longValue())
                .isGreaterThanOrEqualTo(12);
        assertThat(wharf.json("verify").path("clean").booleanValue()).isTrue();
        assertThat(wharf.json("redecode", "--all").path("added").longValue()).isZero();
        nothingPlainIsLeft();
    }

    @Test
    void whatLiesInABackupIsNoExportOfItsOwnAndAnIncrementIsNamed() throws Exception {
        PhoneKey key = new PhoneKey(1);
        Path phone = encrypted(key, "msgstore.db.crypt15");
        Path documents = Files.createDirectories(phone.resolve("Media/WhatsApp Documents"));
        Files.writeString(
                documents.resolve("chat.txt"), "14/09/2026, 08:58 - Someone: Not this chat\n");
        Files.write(
                phone.resolve("Databases/msgstore-increment-1-2026-09-14.1.db.crypt15"),
                CryptBackups.of(CryptBackups.Format.CRYPT15, key).encrypt(new byte[1000]));
        wharf.write("key.txt", key.digits());

        Wharf.Result run = imported(phone.toString(), "--backup-key", "key.txt");

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.json().path("sources")).hasSize(1);
        assertThat(wharf.json("search", "\"Not this chat\"").path("total").longValue()).isZero();
        assertThat(run.err()).contains("msgstore-increment", "Hand over");
    }

    @Test
    void anEncryptedBackupOfAnIPhoneTakesItsOwnPasscodeOnly() throws Exception {
        ItunesBackupBuilder.encrypted("correct horse")
                .file(ItunesBackupBuilder.WHATSAPP, "ChatStorage.sqlite", chatStorage())
                .file("CameraRollDomain", "Media/DCIM/IMG_0001.JPG", new byte[5000])
                .writeTo(folder.resolve("Backup/00008110-1"));
        wharf.write("right.txt", "correct horse\n");
        wharf.write("wrong.txt", "123456\n");

        Wharf.Result asked = imported("Backup");
        Wharf.Result wrong = imported("Backup", "--passcode", "wrong.txt");
        JsonNode run = imported("Backup", "--passcode", "right.txt").succeeded().json();

        assertThat(asked.exit()).isEqualTo(3);
        assertThat(asked.out() + asked.err()).contains("--passcode");
        assertThat(wrong.exit()).isNotZero();
        assertThat(wrong.out() + wrong.err()).containsIgnoringCase("passcode");
        assertThat(count(run, "imported")).isEqualTo(2);
        assertThat(wharf.json("search", "\"blue or green\"").path("total").longValue())
                .isEqualTo(1);
        nothingPlainIsLeft();
    }

    @Test
    void aChatOfThreeSourcesIsOneSetOfItems() throws Exception {
        wharf.write(
                "WhatsApp Chat with +44 7700 900123.txt",
                """
                21/09/2026, 14:13 - +44 7700 900123: Does it come in blue or green?
                21/09/2026, 14:15 - Ana Ruiz: Both, and in a size that fits
                21/09/2026, 14:20 - +44 7700 900123: Then two of each, please, by Friday
                21/09/2026, 14:26 - Ana Ruiz: They leave the warehouse today
                """);
        wharf.write(
                "live.jsonl",
                """
                {"id":"evt_1","timestamp":1790000100000,"event":"message.any","session":"desk",\
                "me":{"id":"34612345678@c.us"},"payload":{"id":"false_447700900123@c.us_3EB0D","timestamp":1790000820,\
                "from":"447700900123@c.us","fromMe":false,"body":"Thank you, and good night"}}
                """);
        Path database = folder.resolve("msgstore.db");
        android(
                database,
                "3EB0A|0|1790000000000|Does it come in blue or green?",
                "3EB0B|1|1790000100000|Both, and in a size that fits",
                "3EB0C|0|1790000400000|Then two of each, please, by Friday",
                "3EB0D|0|1790000820000|Thank you, and good night");

        wharf.run(
                        "import",
                        "live.jsonl",
                        "WhatsApp Chat with +44 7700 900123.txt",
                        "--users",
                        "users.csv",
                        "--owner",
                        OWNER,
                        "--zone",
                        "UTC",
                        "--date-order",
                        "dmy",
                        "--match-names")
                .succeeded();
        JsonNode phone =
                wharf.json("import", "msgstore.db", "--users", "users.csv", "--owner", ANA);

        assertThat(count(phone, "imported")).isZero();
        JsonNode all = wharf.json("search", "*", "--exact");
        assertThat(
                        Stream.of("blue or green", "size that fits", "two of each", "good night")
                                .map(words -> wharf.json("search", "\"%s\"".formatted(words)))
                                .map(found -> found.path("total").longValue()))
                .containsOnly(1L);
        assertThat(all.path("total").longValue()).isEqualTo(5);
        assertThat(phone.path("sources").get(0).toString()).contains("\"aligned\":4");
    }

    @Test
    void aPhoneThatIsCollectedForACaseIsInNobodysMailbox() throws Exception {
        PhoneKey key = new PhoneKey(1);
        Path phone = encrypted(key, "msgstore.db.crypt15");
        wharf.write("key.txt", key.digits());
        wharf.write("chat.txt", "14/09/2026, 08:58 - Ana Ruiz: Good morning\n");
        imported("chat.txt", "--match-names", "--zone", "UTC", "--date-order", "dmy").succeeded();
        long before = wharf.json("search", "*", "--exact").path("total").longValue();

        Wharf.Result collected =
                imported(
                        phone.toString(),
                        "--backup-key",
                        "key.txt",
                        "--collection",
                        "HR-2026-014",
                        "--collection-reader",
                        "counsel@firm.example");

        assertThat(collected.exit()).as(collected.out() + collected.err()).isZero();
        assertThat(wharf.json("search", "*", "--exact").path("total").longValue())
                .isEqualTo(before);
        assertThat(wharf.json("phone-key", "list").path("keys")).isEmpty();
        JsonNode seen =
                wharf.json(
                        "search",
                        "*",
                        "--exact",
                        "--collection",
                        "HR-2026-014",
                        "--as",
                        "counsel@firm.example");
        assertThat(seen.path("total").longValue()).isGreaterThan(300);
        assertThat(
                        wharf.json(
                                        "collection",
                                        "show",
                                        "HR-2026-014",
                                        "--as",
                                        "counsel@firm.example")
                                .toString())
                .contains("msgstore.db.crypt15", "android");
    }

    /// The least that a ChatStorage.sqlite has.
    private byte[] chatStorage() throws IOException, SQLException {
        Path file = folder.resolve("ChatStorage.sqlite");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            for (String statement :
                    List.of(
                            "CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, ZSESSIONTYPE INTEGER, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR)",
                            "CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZISFROMME INTEGER, ZMESSAGETYPE INTEGER, ZSORT INTEGER, ZCHATSESSION INTEGER, ZMESSAGEDATE TIMESTAMP, ZFROMJID VARCHAR, ZTOJID VARCHAR, ZSTANZAID VARCHAR, ZTEXT VARCHAR)",
                            "INSERT INTO ZWACHATSESSION VALUES (1, 0, '447700900123@s.whatsapp.net', 'Client')",
                            "INSERT INTO ZWAMESSAGE VALUES (1, 0, 0, 1, 1, 811693200, '447700900123@s.whatsapp.net', '34612345678@s.whatsapp.net', '3AFF01', 'Does it come in blue or green?')",
                            "INSERT INTO ZWAMESSAGE VALUES (2, 1, 0, 2, 1, 811693260, NULL, '447700900123@s.whatsapp.net', '3AFF02', 'Both')")) {
                sql.execute(statement);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    /// The least that a msgstore.db has: one direct chat.
    ///
    /// @param messages `key|from me|milliseconds|text`
    private static void android(Path file, String... messages) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            sql.execute(
                    "CREATE TABLE jid (_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT, type INTEGER)");
            sql.execute(
                    "CREATE TABLE chat (_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT)");
            sql.execute(
                    "CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER, key_id TEXT, sender_jid_row_id INTEGER, status INTEGER, timestamp INTEGER, message_type INTEGER, text_data TEXT, sort_id INTEGER)");
            sql.execute(
                    "INSERT INTO jid VALUES (1, '447700900123', 's.whatsapp.net', '447700900123@s.whatsapp.net', 0)");
            sql.execute("INSERT INTO chat VALUES (1, 1, NULL)");
            int row = 0;
            for (String message : messages) {
                String[] part = message.split("\\|");
                row++;
                sql.execute(
                        "INSERT INTO message VALUES (%d, 1, %s, '%s', 0, 0, %s, 0, '%s', %d)"
                                .formatted(row, part[1], part[0], part[2], part[3], row));
            }
        }
    }
}
