package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.CompanionFile;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// A site in memory: captures with files beside them, holes in their sequences, and failures on
/// command. Notes which capture was opened how often.
final class PlainSite implements Feed {
    private final TreeMap<Long, Capture> captures = new TreeMap<>();
    final Map<Long, Integer> opened = new HashMap<>();
    final Map<Long, WharfException> refusing = new HashMap<>();
    private long next = 1;
    private long acknowledged;
    boolean away;

    /// @param files by the id that the capture names; "missing:…" is why one is not there, and
    ///   "broken" cannot be read to its end
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Capture(CaptureRecord record, byte[] bytes, Map<String, String> files) {}

    CaptureRecord add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8), null, Map.of());
    }

    CaptureRecord add(byte[] bytes, @Nullable String name, Map<String, String> files) {
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(next),
                        new CaptureEnvelope(
                                name == null ? SourceKind.CLOUD_API : SourceKind.CHAT_EXPORT,
                                "+447700900001",
                                name,
                                Instant.parse("2026-03-01T10:15:30.123Z"),
                                Map.of("hook", "main")),
                        Digests.sha256(bytes),
                        bytes.length);
        captures.put(next, new Capture(record, bytes, new TreeMap<>(files)));
        next++;
        return record;
    }

    /// A sequence that is never shown.
    void passOver() {
        next++;
    }

    List<CaptureRecord> all() {
        return captures.values().stream().map(Capture::record).toList();
    }

    /// So many times a capture was opened at the most.
    int mostOpened() {
        return opened.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private void beThere() {
        if (away) {
            throw new WharfException(ErrorCode.SOURCE_UNAVAILABLE, "the site is away");
        }
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        beThere();
        return captures.tailMap(after, false).values().stream()
                .limit(limit)
                .map(Capture::record)
                .toList();
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        beThere();
        long sequence = record.id().sequence();
        opened.merge(sequence, 1, Integer::sum);
        WharfException refused = refusing.get(sequence);
        if (refused != null) {
            throw refused;
        }
        return new Body(Objects.requireNonNull(captures.get(sequence)));
    }

    @Override
    public void acknowledge(long sequence) {
        if (sequence >= next) {
            throw new IllegalArgumentException("the journal ends before " + sequence);
        }
        acknowledged = Math.max(acknowledged, sequence);
    }

    @Override
    public long acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {}

    private record Body(Capture capture) implements CaptureBody {
        @Override
        public long size() {
            return capture.bytes.length;
        }

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(capture.bytes);
        }

        @Override
        public SeekableByteChannel channel() {
            return new MemoryCaptureBody(capture.bytes).channel();
        }

        @Override
        public Optional<ContentOpener> companion(String mediaId) {
            return Optional.ofNullable(capture.files.get(mediaId))
                    .filter(text -> !text.startsWith("missing:"))
                    .map(text -> () -> content(text));
        }

        private static InputStream content(String text) {
            if (!text.equals("broken")) {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
            return new InputStream() {
                @Override
                public int read() {
                    throw new WharfException(ErrorCode.NOT_FOUND, "the file was purged");
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return read();
                }
            };
        }

        @Override
        public Optional<String> missing(String mediaId) {
            return Optional.ofNullable(capture.files.get(mediaId))
                    .filter(text -> text.startsWith("missing:"))
                    .map(text -> text.substring("missing:".length()));
        }

        @Override
        public List<CompanionFile> companionFiles() {
            List<CompanionFile> files = new ArrayList<>();
            capture.files.forEach(
                    (id, text) ->
                            files.add(
                                    new CompanionFile(
                                            id,
                                            text.startsWith("missing:")
                                                    ? -1
                                                    : text.getBytes(StandardCharsets.UTF_8)
                                                            .length)));
            return files;
        }

        @Override
        public void close() {}
    }

    /// What an intake would read of a capture: its bytes and all that is said of its files.
    static String told(Feed feed, CaptureRecord record) throws IOException {
        try (CaptureBody body = feed.open(record);
                InputStream in = body.stream()) {
            StringBuilder told = new StringBuilder();
            told.append(record.id())
                    .append(' ')
                    .append(Integer.toHexString(record.hashCode()))
                    .append(' ')
                    .append(Digests.sha256(in.readAllBytes()).sha256(), 0, 8);
            for (CompanionFile file : body.companionFiles()) {
                told.append(' ').append(file.mediaId()).append('=').append(file(body, file));
            }
            return told.toString();
        }
    }

    private static String file(CaptureBody body, CompanionFile file) {
        Optional<ContentOpener> opener = body.companion(file.mediaId());
        if (opener.isEmpty()) {
            return "missing " + body.missing(file.mediaId()).orElseThrow();
        }
        try (InputStream in = opener.get().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "unreadable";
        } catch (WharfException failed) {
            if (failed.code().kind() != ErrorKind.INPUT) {
                throw failed;
            }
            return "unreadable";
        }
    }
}
