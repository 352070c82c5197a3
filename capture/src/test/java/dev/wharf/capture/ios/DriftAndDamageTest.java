package dev.wharf.capture.ios;

import static dev.wharf.capture.ios.Phone.BOB;
import static dev.wharf.capture.ios.Phone.CY;
import static dev.wharf.capture.ios.Phone.group;
import static dev.wharf.capture.ios.Phone.info;
import static dev.wharf.capture.ios.Phone.media;
import static dev.wharf.capture.ios.Phone.message;
import static dev.wharf.capture.ios.Phone.mine;
import static dev.wharf.capture.ios.Phone.the;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.capture.database.Row;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventKind;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class DriftAndDamageTest {
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) \\((.*)\\)");

    @TempDir Path temp;

    private static String[] rows(String... more) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                message(1, 0, "ZTEXT = 'one'"),
                                mine(2, 1, "ZMEDIAITEM = 2", "ZMESSAGEINFO = 2"),
                                media(2, "ZMEDIALOCALPATH = 'Media/a.jpg'", "ZTITLE = 'two'"),
                                info(
                                        2,
                                        new ProtoBytes()
                                                .message(
                                                        2,
                                                        new ProtoBytes()
                                                                .bytes(
                                                                        1,
                                                                        new byte[] {
                                                                            (byte) 0x81,
                                                                            0x15,
                                                                            0x55,
                                                                            0x12,
                                                                            0x30,
                                                                            0x00,
                                                                            0x1F
                                                                        })
                                                                .number(4, 1))
                                                .number(3, 1_714_557_600)),
                                group(3, 0, "ZTEXT = 'three'", "ZGROUPMEMBER = 2"),
                                group(4, 6, "ZGROUPEVENTTYPE = 3", "ZGROUPMEMBER = 2")));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    /// Without any one column, and without any one table but that of messages, every message is
    /// still an event.
    @TestFactory
    Stream<DynamicTest> whateverIsMissingEveryMessageIsAnEvent() {
        List<String> drops = new ArrayList<>();
        for (String sql : Phone.SCHEMA) {
            Matcher table = TABLE.matcher(sql);
            assertThat(table.matches()).isTrue();
            String name = table.group(1);
            if (!name.equals("ZWAMESSAGE")) {
                drops.add("DROP TABLE " + name);
            }
            for (String column : table.group(2).split(", ")) {
                String called = column.split(" ")[0];
                if (!called.equals("Z_PK")) {
                    drops.add("ALTER TABLE %s DROP COLUMN %s".formatted(name, called));
                }
            }
        }
        return drops.stream()
                .map(
                        drop ->
                                DynamicTest.dynamicTest(
                                        drop,
                                        () -> {
                                            List<DecodedEvent> events =
                                                    Phone.of(temp, rows(drop)).decoded();

                                            assertThat(
                                                            events.stream()
                                                                    .map(DecodedEvent::event)
                                                                    .filter(
                                                                            event ->
                                                                                    event.kind()
                                                                                            != EventKind
                                                                                                    .RECEIPT))
                                                    .hasSize(4);
                                            assertThat(events)
                                                    .allMatch(event -> event.raw().length > 2);
                                        }));
    }

    @Test
    void aDatabaseOfMessagesAloneIsRead() {
        Phone phone =
                new Phone(temp)
                        .with(
                                "renamed.bin",
                                "CREATE TABLE ZWAMESSAGE (ZTEXT TEXT, ZMESSAGETYPE INTEGER, ZISFROMME INTEGER, ZFROMJID TEXT, ZMESSAGEDATE REAL)",
                                "INSERT INTO ZWAMESSAGE VALUES ('alone', 0, 0, '%s', 736250400)"
                                        .formatted(BOB));

        assertThat(phone.recognised()).isTrue();
        assertThat(phone.event().chat().jid()).isEqualTo(BOB);
    }

    @Test
    void textsOfAnyTypeAndLengthAreTaken() {
        Phone phone =
                Phone.of(
                        temp,
                        message(1, 0, "ZTEXT = CAST('blob é' AS BLOB)"),
                        message(2, 0, "ZTEXT = x'fffe41'"),
                        message(3, 0, "ZTEXT = 12"),
                        message(4, 0, "ZTEXT = replace(hex(zeroblob(2000000)), '0', 'x')"),
                        message(5, 0, "ZTEXT = 'x'", "ZMEDIAITEM = -1", "ZGROUPMEMBER = 9e18"),
                        message(6, 0, "ZTEXT = 'x'", "ZFLAGS = 'abc'", "ZSTANZAID = x'ff'"),
                        "UPDATE ZWAMESSAGE SET ZMESSAGETYPE = 'no number' WHERE Z_PK = 6");

        List<Content> contents = phone.events().stream().map(event -> event.content()).toList();

        assertThat(((Content.Message) contents.get(0)).text()).isEqualTo("blob é");
        assertThat(((Content.Message) contents.get(1)).text()).endsWith("A");
        assertThat(((Content.Message) contents.get(2)).text()).isEqualTo("12");
        assertThat(((Content.Message) contents.get(3)).text()).hasSize(Row.LONGEST);
        assertThat(contents.get(5)).isInstanceOf(Content.Unknown.class);
        assertThat(phone.warnings()).anyMatch(text -> text.contains("longer than any"));
    }

    @Test
    void rowsThatPointNowhereAreTaken() {
        Phone phone =
                Phone.of(
                        temp,
                        message(1, 1, "ZMEDIAITEM = 77", "ZMESSAGEINFO = 77"),
                        group(2, 0, "ZTEXT = 'x'", "ZGROUPMEMBER = 77"));

        assertThat(phone.events()).hasSize(2);
        assertThat(phone.warnings())
                .anyMatch(text -> text.contains("the database says nothing of the file"));
    }

    @Test
    void whatIsOnlyInTheLogIsRead() throws IOException {
        Path file = temp.resolve("live.sqlite");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA wal_autocheckpoint=0");
            for (String sql : Phone.SCHEMA) {
                statement.execute(sql);
            }
            statement.execute(message(1, 0, "ZTEXT = 'in the log'"));
            Phone phone =
                    new Phone(temp)
                            .file("ChatStorage.sqlite", Files.readAllBytes(file))
                            .file(
                                    "ChatStorage.sqlite-wal",
                                    Files.readAllBytes(temp.resolve("live.sqlite-wal")));

            assertThat(((Content.Message) phone.content()).text()).isEqualTo("in the log");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDamagedAddressBookCostsNamesAndNothingElse() {
        Phone phone =
                Phone.of(temp, rows())
                        .file(
                                "ContactsV2.sqlite",
                                "SQLite format 3\0 and nothing more of it".repeat(40));

        assertThat(phone.events()).hasSize(5);
        assertThat(phone.warnings()).contains("ContactsV2.sqlite is damaged and was left out");
    }

    @Test
    void twoAppsOfOnePhoneAreBothRead() {
        Phone one = Phone.of(temp, message(1, 0, "ZTEXT = 'private'"));
        Phone two = Phone.of(temp, message(1, 0, "ZTEXT = 'business'"));
        Phone both =
                new Phone(temp)
                        .file("WhatsApp.shared/ChatStorage.sqlite", one.bytes())
                        .file("WhatsAppSMB.shared/ChatStorage.sqlite", two.bytes());

        assertThat(both.events().stream().map(event -> event.provenance().locator()))
                .containsExactly("WhatsApp.shared/ZWAMESSAGE:1", "WhatsAppSMB.shared/ZWAMESSAGE:1");
    }

    @Test
    void whatHoldsNoChatsSaysSo() {
        Phone phone =
                new Phone(temp).with("other.sqlite", "CREATE TABLE t (a TEXT)").file("a.txt", "b");

        assertThat(phone.recognised()).isFalse();
        assertThatThrownBy(phone::open)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_RECOGNISED))
                .hasMessageContaining("holds no database of WhatsApp's chats");
        assertThat(phone.left()).isEmpty();
    }

    @Test
    void whatTheArchiveRefusesIsNoDamageOfTheBackup() throws IOException {
        WharfException full = new WharfException(ErrorCode.INPUT_UNREADABLE, "cannot be kept");
        try (DecodedCapture capture = Phone.of(temp, rows()).open()) {
            assertThatThrownBy(
                            () ->
                                    capture.events(
                                            event -> {
                                                throw full;
                                            }))
                    .isSameAs(full);
        }
    }

    /// Bytes anywhere in the database are overwritten: what comes of it is events, or one exact
    /// error; never a crash, and nothing stays.
    @RepeatedTest(150)
    void damagedBytesGiveEventsOrAnError(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = Phone.of(temp, rows()).bytes();
        int places = 1 + random.nextInt(40);
        for (int i = 0; i < places; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        Phone phone = new Phone(temp).file("ChatStorage.sqlite", bytes);

        try (DecodedCapture capture = phone.open()) {
            List<DecodedEvent> events = new ArrayList<>();
            capture.events(events::add);
            assertThat(capture.report().events()).isEqualTo(events.size());
        } catch (WharfException e) {
            assertThat(e.code().kind()).isEqualTo(ErrorKind.INPUT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(phone.left()).isEmpty();
    }

    @Test
    void aDamagedPageCostsTheMessagesThatLieInIt() throws Exception {
        List<String> many = new ArrayList<>(List.of("PRAGMA page_size = 512"));
        many.addAll(Phone.SCHEMA);
        many.addAll(Phone.PEOPLE);
        // As Core Data makes it.
        many.add(
                "CREATE INDEX Z_WAMessage_compoundIndex ON ZWAMESSAGE (ZCHATSESSION COLLATE BINARY ASC, ZSORT COLLATE BINARY ASC)");
        for (int i = 1; i <= 400; i++) {
            many.add(
                    i <= 200
                            ? message(i, 0, "ZTEXT = 'first chat %03d'".formatted(i))
                            : group(i, 0, "ZTEXT = 'second chat %03d'".formatted(i)));
        }
        byte[] bytes =
                new Phone(temp).with("ChatStorage.sqlite", many.toArray(new String[0])).bytes();
        int at = leafWith(bytes, "first chat 100");
        Arrays.fill(bytes, at, at + 512, (byte) 0xEE);
        List<String> texts = new ArrayList<>();

        try (DecodedCapture capture = new Phone(temp).file("ChatStorage.sqlite", bytes).open()) {
            assertThatThrownBy(
                            () ->
                                    capture.events(
                                            event ->
                                                    texts.add(
                                                            String.valueOf(
                                                                    ((Content.Message)
                                                                                    event.event()
                                                                                            .content())
                                                                            .text()))))
                    .isInstanceOf(WharfException.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageContaining("ZWACHATSESSION:1 (");
        }

        assertThat(texts)
                .doesNotHaveDuplicates()
                .hasSizeBetween(390, 399)
                .contains("first chat 001", "first chat 200", "second chat 201", "second chat 400")
                .doesNotContain("first chat 100");
    }

    /// The page of a table in which a text lies; copies of it stay behind in others.
    private static int leafWith(byte[] bytes, String text) {
        for (int at = 512; at < bytes.length; at += 512) {
            String page = new String(bytes, at, 512, StandardCharsets.ISO_8859_1);
            if (bytes[at] == 0x0D && page.contains(text)) {
                return at;
            }
        }
        throw new AssertionError("not there: " + text);
    }

    @Test
    void cyIsNotTakenForAReaderOfWhatCameAfterLeaving() {
        assertThat(Phone.of(temp, rows()).events().getLast().members())
                .anyMatch(person -> CY.startsWith(the(person.phone()).digits()));
    }
}
