package dev.wharf.capture.android;

import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the decoder makes of a database, counted while it streams: for databases too large to keep
/// their events.
final class Tally {
    static final String OWNER = "+4915200000000";

    private static final int MOST_ROWS = 200_000;
    private static final Pattern MESSAGE = Pattern.compile("messages?:-?[0-9]+");

    final Map<EventKind, Long> kinds = new EnumMap<>(EventKind.class);
    final Map<AttachmentState, Long> attachments = new EnumMap<>(AttachmentState.class);

    /// By their rows, whichever of the two tables they are in: those that are in both have the same
    /// row. Where they are few enough to keep.
    private final Set<String> rows = new HashSet<>();

    private final Map<String, Event> wanted = new HashMap<>();
    private @Nullable SourceReport report;
    long quotes;
    long forwarded;
    long edited;
    long recovered;
    long own;
    long mentions;
    long longest;

    /// @param watched ids of messages to keep
    static Tally of(Path file, Path scratch, String... watched) throws IOException {
        ContentDigest unchecked = new ContentDigest("0".repeat(64));
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1),
                        new CaptureEnvelope(
                                SourceKind.ANDROID_BACKUP,
                                null,
                                "msgstore.db",
                                Instant.parse("2026-11-28T12:00:00Z"),
                                Map.of("owner", OWNER)),
                        unchecked,
                        Files.size(file));
        Tally tally = new Tally();
        for (String id : watched) {
            tally.wanted.put(id, NOTHING);
        }
        try (DecodedCapture capture =
                new AndroidBackupDecoder(
                                new WorkingFolder(scratch.resolve("working")), BackupSecrets.NONE)
                        .open(record, new FileBody(file))) {
            tally.report = capture.report();
            capture.events(tally::add);
        }
        return tally;
    }

    /// A folder as the front packs it.
    static Path packed(Path folder, Path into) throws IOException {
        try (Stream<Path> files = Files.walk(folder);
                OutputStream out = Files.newOutputStream(into)) {
            List<FolderPack.Member> members =
                    files.filter(Files::isRegularFile)
                            .sorted()
                            .map(
                                    file ->
                                            new FolderPack.Member(
                                                    folder.relativize(file).toString(),
                                                    file.toString(),
                                                    () -> FileBody.open(file)))
                            .toList();
            try (InputStream pack = new FolderPack(members)) {
                pack.transferTo(out);
            }
        }
        return into;
    }

    private static final Event NOTHING =
            new Event(
                    new dev.wharf.core.chat.Chat(
                            null, dev.wharf.core.chat.ChatKind.UNKNOWN, null, null),
                    Times.of(0),
                    null,
                    List.of(),
                    Event.Direction.UNKNOWN,
                    null,
                    new Content.Unknown("", null),
                    new dev.wharf.core.capture.Provenance(
                            SourceKind.ANDROID_BACKUP,
                            new CaptureId(1),
                            new ContentDigest("0".repeat(64)),
                            null,
                            "",
                            "",
                            null));

    private void add(DecodedEvent decoded) {
        Event event = decoded.event();
        kinds.merge(event.kind(), 1L, Long::sum);
        String place = event.provenance().locator();
        if (rows.size() < MOST_ROWS && MESSAGE.matcher(place).matches()) {
            rows.add(place.substring(place.indexOf(':')));
        }
        longest = Math.max(longest, decoded.raw().length);
        if (event.content() instanceof Content.Message message) {
            for (Attachment attachment : message.attachments()) {
                attachments.merge(attachment.state(), 1L, Long::sum);
            }
            quotes += message.quote() != null && message.quote().text() != null ? 1 : 0;
            forwarded += message.marks().forwardScore() > 0 ? 1 : 0;
            edited += message.marks().edited() ? 1 : 0;
            recovered += message.marks().recovered() ? 1 : 0;
            mentions += message.mentions().size();
            own += event.direction() == Event.Direction.OUTGOING ? 1 : 0;
        }
        String id = event.key() == null ? "" : event.key().id();
        if (wanted.containsKey(id)
                && event.content() instanceof Content.Message message
                && !message.marks().recovered()) {
            wanted.put(id, event);
        }
    }

    /// How many messages were read, by the rows they are in; the first row of every table is none,
    /// though it may look like one.
    long messages() {
        return rows.stream().filter(row -> !row.equals(":1")).count();
    }

    SourceReport report() {
        return Objects.requireNonNull(report);
    }

    long of(EventKind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    long of(AttachmentState state) {
        return attachments.getOrDefault(state, 0L);
    }

    /// The message of that id.
    Event message(String id) {
        return Objects.requireNonNull(wanted.get(id));
    }
}
