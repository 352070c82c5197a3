package dev.wharf.capture.ios;

import dev.wharf.capture.cloudapi.Summary;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Ann's iPhone in a test: databases made of statements, the files beside them, and what the
/// decoder makes of them. Bob (+15551230001) is in a chat of two with her; both and Cy
/// (+15551230002) are in a group.
final class Phone {
    static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");
    static final String ANN = "15550009999@s.whatsapp.net";
    static final String BOB = "15551230001@s.whatsapp.net";
    static final String CY = "15551230002@s.whatsapp.net";
    static final String GROUP = "120363000000000001@g.us";

    /// 2024-05-01T10:00:00Z.
    static final long MAY = 736_250_400;

    private final Path folder;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> options = new HashMap<>();

    Phone(Path folder) {
        this.folder = folder;
    }

    static final List<String> SCHEMA =
            List.of(
                    "CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, ZCONTACTJID VARCHAR, ZCONTACTIDENTIFIER VARCHAR, ZPARTNERNAME VARCHAR, ZSESSIONTYPE INTEGER, ZREMOVED INTEGER, ZARCHIVED INTEGER, ZHIDDEN INTEGER, ZGROUPINFO INTEGER)",
                    "CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZISFROMME INTEGER, ZFROMJID VARCHAR, ZTOJID VARCHAR, ZGROUPMEMBER INTEGER, ZTEXT VARCHAR, ZMESSAGEDATE TIMESTAMP, ZSENTDATE TIMESTAMP, ZSTANZAID VARCHAR, ZSORT INTEGER, ZSTARRED INTEGER, ZFLAGS INTEGER, ZMESSAGESTATUS INTEGER, ZMESSAGETYPE INTEGER, ZGROUPEVENTTYPE INTEGER, ZMEDIAITEM INTEGER, ZMESSAGEINFO INTEGER, ZPUSHNAME VARCHAR, ZCHATSESSION INTEGER)",
                    "CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZMEDIALOCALPATH VARCHAR, ZXMPPTHUMBPATH VARCHAR, ZTITLE VARCHAR, ZVCARDSTRING VARCHAR, ZVCARDNAME VARCHAR, ZMEDIAURL VARCHAR, ZFILESIZE INTEGER, ZLATITUDE FLOAT, ZLONGITUDE FLOAT, ZMOVIEDURATION INTEGER, ZMETADATA BLOB)",
                    "CREATE TABLE ZWAMESSAGEINFO (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZRECEIPTINFO BLOB)",
                    "CREATE TABLE ZWAGROUPMEMBER (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZMEMBERJID VARCHAR, ZCONTACTNAME VARCHAR, ZISACTIVE INTEGER)",
                    "CREATE TABLE ZWAGROUPINFO (Z_PK INTEGER PRIMARY KEY, ZCHATSESSION INTEGER, ZCREATORJID VARCHAR)",
                    "CREATE TABLE ZWAPROFILEPUSHNAME (Z_PK INTEGER PRIMARY KEY, ZJID VARCHAR, ZPUSHNAME VARCHAR)");

    static final List<String> PEOPLE =
            List.of(
                    "INSERT INTO ZWACHATSESSION VALUES (1, '%s', NULL, 'Bob', 0, 0, 0, 0, NULL)"
                            .formatted(BOB),
                    "INSERT INTO ZWACHATSESSION VALUES (2, '%s', NULL, 'Team', 1, 0, 0, 0, 1)"
                            .formatted(GROUP),
                    "INSERT INTO ZWAGROUPINFO VALUES (1, 2, '%s')".formatted(BOB),
                    "INSERT INTO ZWAGROUPMEMBER VALUES (1, 2, '%s', '', 1)".formatted(BOB),
                    "INSERT INTO ZWAGROUPMEMBER VALUES (2, 2, '%s', 'Cy', 1)".formatted(CY),
                    "INSERT INTO ZWAGROUPMEMBER VALUES (3, 2, '%s', '', 1)".formatted(ANN));

    /// What a test knows to be there.
    static <T> T the(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    static Phone of(Path folder, String... statements) {
        List<String> all = new ArrayList<>(SCHEMA);
        all.addAll(PEOPLE);
        all.addAll(List.of(statements));
        return new Phone(folder).with("ChatStorage.sqlite", all.toArray(new String[0]));
    }

    /// A row of `ZWAMESSAGE`: from Bob in his chat, in May, unless columns say otherwise.
    ///
    /// @param columns `ZTEXT = 'hello'` and the like, comma between
    static String message(int pk, int type, String... columns) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Z_PK", Integer.toString(pk));
        row.put("ZMESSAGETYPE", Integer.toString(type));
        row.put("ZCHATSESSION", "1");
        row.put("ZISFROMME", "0");
        row.put("ZFROMJID", "'" + BOB + "'");
        row.put("ZTOJID", "'" + ANN + "'");
        row.put("ZMESSAGEDATE", Long.toString(MAY + pk));
        row.put("ZSTANZAID", "'3A%02d'".formatted(pk));
        row.put("ZSORT", Integer.toString(pk));
        row.put("ZGROUPEVENTTYPE", "2");
        for (String column : columns) {
            String[] parts = column.split(" = ", 2);
            row.put(parts[0], parts[1]);
        }
        return "INSERT INTO ZWAMESSAGE (%s) VALUES (%s)"
                .formatted(String.join(", ", row.keySet()), String.join(", ", row.values()));
    }

    /// From Ann.
    static String mine(int pk, int type, String... columns) {
        List<String> all = new ArrayList<>(List.of("ZISFROMME = 1", "ZFROMJID = NULL"));
        all.add("ZTOJID = '" + BOB + "'");
        all.addAll(List.of(columns));
        return message(pk, type, all.toArray(new String[0]));
    }

    /// From a member of the group.
    static String group(int pk, int type, String... columns) {
        List<String> all = new ArrayList<>(List.of("ZCHATSESSION = 2"));
        all.add("ZFROMJID = '" + GROUP + "'");
        all.addAll(List.of(columns));
        return message(pk, type, all.toArray(new String[0]));
    }

    /// A row of `ZWAMEDIAITEM` of the message of the same number.
    static String media(int pk, String... columns) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Z_PK", Integer.toString(pk));
        row.put("ZMESSAGE", Integer.toString(pk));
        for (String column : columns) {
            String[] parts = column.split(" = ", 2);
            row.put(parts[0], parts[1]);
        }
        return "INSERT INTO ZWAMEDIAITEM (%s) VALUES (%s)"
                .formatted(String.join(", ", row.keySet()), String.join(", ", row.values()));
    }

    static String info(int pk, ProtoBytes receipts) {
        return "INSERT INTO ZWAMESSAGEINFO VALUES (%d, %d, %s)".formatted(pk, pk, receipts.sql());
    }

    /// A database of that name beside the others.
    Phone with(String name, String... statements) {
        Path file = fresh();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous=OFF");
            statement.execute("PRAGMA journal_mode=OFF");
            boolean open = false;
            for (String sql : statements) {
                if (!open && !sql.startsWith("PRAGMA")) {
                    statement.execute("BEGIN");
                    open = true;
                }
                statement.execute(sql);
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        try {
            return file(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fresh() {
        try {
            return Files.createTempFile(folder, "made-", ".sqlite");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Phone file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    Phone file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Phone option(String name, String value) {
        options.put(name, value);
        return this;
    }

    /// The only file as it is, or all of them packed.
    byte[] bytes() {
        if (files.size() == 1) {
            return files.values().iterator().next();
        }
        List<FolderPack.Member> members = new ArrayList<>();
        files.forEach(
                (name, content) ->
                        members.add(
                                new FolderPack.Member(
                                        name, name, () -> new ByteArrayInputStream(content))));
        try (FolderPack pack = new FolderPack(members)) {
            return pack.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    IosBackupDecoder decoder() {
        return new IosBackupDecoder(
                new WorkingFolder(folder.resolve("working")), BackupSecrets.NONE);
    }

    CaptureEnvelope envelope() {
        return new CaptureEnvelope(
                SourceKind.IOS_BACKUP, null, "Ann's iPhone", RECEIVED, Map.copyOf(options));
    }

    boolean recognised() {
        try {
            return decoder().recognises(envelope(), new MemoryCaptureBody(bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DecodedCapture open() {
        byte[] bytes = bytes();
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1), envelope(), Digests.sha256(bytes), bytes.length);
        try {
            return decoder().open(record, new MemoryCaptureBody(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceReport report() {
        try (DecodedCapture capture = open()) {
            return capture.report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> warnings() {
        return report().warnings();
    }

    List<DecodedEvent> decoded() {
        List<DecodedEvent> events = new ArrayList<>();
        try (DecodedCapture capture = open()) {
            capture.events(events::add);
            if (capture.report().events() != events.size()) {
                throw new AssertionError("the report counts " + capture.report().events());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    List<Event> events() {
        return decoded().stream().map(DecodedEvent::event).toList();
    }

    /// The only event.
    Event event() {
        List<Event> events = events();
        if (events.size() != 1) {
            throw new AssertionError(events.size() + " events: " + summaries());
        }
        return events.getFirst();
    }

    Content content() {
        return event().content();
    }

    List<String> summaries() {
        return events().stream().map(Summary::of).toList();
    }

    List<Path> left() {
        Path working = folder.resolve("working");
        if (!Files.exists(working)) {
            return List.of();
        }
        try (var all = Files.list(working)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
