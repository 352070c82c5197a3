package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.store.file.DurableFiles;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.MemoryCaptureBody;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A site of invented captures whose acknowledgement survives a kill, and an archive that is one
/// file of sequences, each written once.
final class TortureSite implements Feed {
    static final int CAPTURES = 6_000;
    private static final int EVERY = 50;

    private final Path home;

    TortureSite(Path home) {
        this.home = home;
    }

    private static byte[] body(long sequence) {
        Random random = new Random(sequence);
        byte[] bytes = new byte[sequence % 97 == 0 ? 270_000 : random.nextInt(3_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    static long acknowledged(Path home) {
        Path file = home.resolve("acknowledged");
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whole lines only: the last may be torn.
    static List<Long> archived(Path home) throws IOException {
        Path file = home.resolve("archived");
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Long::parseLong).toList();
    }

    /// As an intake does: passes over what is archived already, acknowledges what is.
    void archiveFrom(Feed feed) throws IOException {
        List<Long> before = archived(home);
        Files.write(home.resolve("archived"), text(before));
        long through = before.size();
        List<Long> group = new ArrayList<>();
        long last = feed.acknowledged();
        for (List<CaptureRecord> next = feed.after(last, 256);
                !next.isEmpty();
                next = feed.after(last, 256)) {
            for (CaptureRecord record : next) {
                last = record.id().sequence();
                if (last > through) {
                    read(feed, record);
                    group.add(last);
                }
                if (group.size() == EVERY) {
                    commit(group);
                    feed.acknowledge(last);
                }
            }
        }
        commit(group);
        feed.acknowledge(last);
        System.out.println("done");
    }

    private static byte[] text(List<Long> sequences) {
        StringBuilder lines = new StringBuilder();
        sequences.forEach(sequence -> lines.append(sequence).append('\n'));
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void read(Feed feed, CaptureRecord record) throws IOException {
        try (CaptureBody body = feed.open(record);
                InputStream in = body.stream()) {
            if (!Digests.sha256(in.readAllBytes()).equals(record.digest())) {
                throw new IllegalStateException("not what the site has: " + record.id());
            }
        }
    }

    private void commit(List<Long> group) throws IOException {
        try (FileChannel file =
                FileChannel.open(
                        home.resolve("archived"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap(text(group)));
            file.force(true);
        }
        group.clear();
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        List<CaptureRecord> next = new ArrayList<>();
        for (long sequence = after + 1; sequence <= CAPTURES && next.size() < limit; sequence++) {
            byte[] body = body(sequence);
            next.add(
                    new CaptureRecord(
                            new CaptureId(sequence),
                            new CaptureEnvelope(
                                    SourceKind.CLOUD_API, null, null, Instant.EPOCH, Map.of()),
                            Digests.sha256(body),
                            body.length));
        }
        return next;
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        System.out.println("pulled " + record.id());
        System.out.flush();
        return new MemoryCaptureBody(body(record.id().sequence()));
    }

    @Override
    public void acknowledge(long sequence) {
        try {
            DurableFiles.write(
                    home.resolve("acknowledged"),
                    Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public long acknowledged() {
        return acknowledged(home);
    }

    @Override
    public void close() {}
}
