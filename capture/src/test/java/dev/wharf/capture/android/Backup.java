package dev.wharf.capture.android;

import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.core.capture.CaptureBody;
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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A backup in a test, and what the decoder makes of it.
final class Backup {
    static final Instant RECEIVED = Instant.parse("2026-11-28T12:00:00Z");

    private final Path folder;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private BackupSecrets secrets = BackupSecrets.NONE;

    /// @param folder for scratch files
    Backup(Path folder) {
        this.folder = folder;
    }

    Backup file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    Backup file(String path, Path content) throws IOException {
        return file(path, Files.readAllBytes(content));
    }

    /// A database made of statements.
    Backup database(String path, String... sql) {
        try {
            Path file = Files.createTempFile(folder, "made", ".db");
            Files.delete(file);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (String one : sql) {
                    statement.executeUpdate(one);
                }
                connection.commit();
            }
            return file(path, file);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Backup with(String option, String value) {
        options.put(option, value);
        return this;
    }

    Backup secrets(BackupSecrets given) {
        secrets = given;
        return this;
    }

    /// The owner of fixtures that do not say whose they are.
    Backup owned() {
        return with("owner", "+447700900001");
    }

    private byte[] bytes() throws IOException {
        if (files.size() == 1) {
            return files.values().iterator().next();
        }
        List<FolderPack.Member> members = new ArrayList<>();
        files.forEach(
                (path, content) ->
                        members.add(
                                new FolderPack.Member(
                                        path, path, () -> new ByteArrayInputStream(content))));
        try (InputStream pack = new FolderPack(members)) {
            return pack.readAllBytes();
        }
    }

    CaptureBody body() throws IOException {
        return new MemoryCaptureBody(bytes());
    }

    CaptureEnvelope envelope() {
        return new CaptureEnvelope(
                SourceKind.ANDROID_BACKUP,
                null,
                files.keySet().iterator().next(),
                RECEIVED,
                options);
    }

    DecodedCapture open() throws IOException {
        byte[] bytes = bytes();
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1), envelope(), Digests.sha256(bytes), bytes.length);
        return new AndroidBackupDecoder(new WorkingFolder(folder.resolve("working")), secrets)
                .open(record, new MemoryCaptureBody(bytes));
    }

    boolean isRecognised() throws IOException {
        try (CaptureBody body = body()) {
            return new AndroidBackupDecoder(new WorkingFolder(folder.resolve("working")), secrets)
                    .recognises(envelope(), body);
        }
    }

    SourceReport report() {
        try (DecodedCapture capture = open()) {
            return capture.report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DecodedEvent> decoded() {
        try (DecodedCapture capture = open()) {
            List<DecodedEvent> events = new ArrayList<>();
            capture.events(events::add);
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Event> events() {
        return decoded().stream().map(DecodedEvent::event).toList();
    }

    /// Those of one kind of content.
    <T extends Content> List<T> said(Class<T> kind) {
        return events().stream()
                .map(Event::content)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
