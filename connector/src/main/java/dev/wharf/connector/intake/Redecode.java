package dev.wharf.connector.intake;

import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Decodes kept originals again, with the decoders and people of today, and says what would be
/// archived that is not there: what an older decoder did not understand, whom an older list did not
/// know. Applied, that is archived, as any import would; nothing that is there is rewritten, and
/// again there is nothing new.
///
/// Files that lay beside a live capture are no part of its original: they stay with the item that
/// has them. For one thread, while no intake has its turn.
public final class Redecode {
    private static final int MOST_LISTED = 1_000;

    private final IntakePorts ports;
    private final IntakeOptions options;

    /// @param ports the feed is not asked
    public Redecode(IntakePorts ports, IntakeOptions options) {
        this.ports = ports;
        this.options = options;
    }

    /// What came of one original, or of all.
    ///
    /// @param same events that the archive has as they are
    /// @param added items that it has not
    /// @param differing of these, such as the same place gave otherwise before
    /// @param receipts that it has not
    /// @param widened items that reach, or wait for, more people
    public record Difference(long same, long added, long differing, long receipts, long widened) {
        static final Difference NONE = new Difference(0, 0, 0, 0, 0);

        /// Whether anything would be archived.
        public boolean isAny() {
            return added + receipts + widened > 0;
        }

        Difference plus(Difference more) {
            return new Difference(
                    same + more.same,
                    added + more.added,
                    differing + more.differing,
                    receipts + more.receipts,
                    widened + more.widened);
        }
    }

    /// One original that differs, or cannot be read.
    ///
    /// @param problem why it was not read, or not to its end; null when it was
    public record Original(
            long first, long last, Difference difference, @Nullable String problem) {}

    /// @param originals that were read
    /// @param captures in them
    /// @param destroyed originals that an erasure has destroyed
    /// @param unread originals that could not be read
    /// @param listed the first [#MOST_LISTED] with anything to say
    public record Report(
            long originals,
            long captures,
            long destroyed,
            long unread,
            Difference all,
            List<Original> listed) {
        public Report {
            listed = List.copyOf(listed);
        }
    }

    /// @param captures whose originals to decode; empty for all
    /// @param apply whether to archive what is new
    /// @throws WharfException NOT_FOUND when the original of a capture is not kept
    public Report run(Collection<CaptureId> captures, boolean apply, Progress progress) {
        try (Pass pass = new Pass(apply)) {
            progress.begin(
                    "Decoding again", captures.isEmpty() ? -1 : captures.size(), "originals");
            try (Stream<KeptCapture> kept = kept(captures)) {
                kept.forEach(
                        one -> {
                            pass.take(one);
                            progress.advance(1);
                        });
            }
            progress.end();
            Report report = pass.report();
            record(report, apply);
            return report;
        }
    }

    private Stream<KeptCapture> kept(Collection<CaptureId> captures) {
        return captures.isEmpty()
                ? ports.reader().captures()
                : captures.stream().map(this::kept).distinct();
    }

    private KeptCapture kept(CaptureId capture) {
        return ports.reader()
                .kept(capture)
                .orElseThrow(
                        () ->
                                new WharfException(
                                        ErrorCode.NOT_FOUND,
                                        "The original of capture %s is not kept"
                                                .formatted(capture)));
    }

    private void record(Report report, boolean apply) {
        Difference all = report.all;
        ports.ledger()
                .append(
                        Act.of(
                                        ActKind.REDECODE,
                                        Subject.ARCHIVE,
                                        options.actor(),
                                        ports.clock().instant())
                                .withReason(options.reason())
                                .with("applied", Boolean.toString(apply))
                                .with("originals", Long.toString(report.originals))
                                .with("captures", Long.toString(report.captures))
                                .with("destroyed", Long.toString(report.destroyed))
                                .with("unread", Long.toString(report.unread))
                                .with("same", Long.toString(all.same))
                                .with("added", Long.toString(all.added))
                                .with("differing", Long.toString(all.differing))
                                .with("receipts", Long.toString(all.receipts))
                                .with("widened", Long.toString(all.widened)));
    }

    /// Everything that one pass over the originals works with.
    private final class Pass implements AutoCloseable {
        private final RedecodeWriter writer;
        private final IntakeState state;
        private final Pipeline pipeline;
        private final KeyedImport named;
        private final FileIntake files;
        private final LiveReader live;
        private final List<Original> listed = new ArrayList<>();
        private long originals;
        private long captures;
        private long destroyed;
        private long unread;
        private long filesSame;
        private Difference all = Difference.NONE;

        Pass(boolean apply) {
            ArchiveReader reader = ports.reader();
            writer = new RedecodeWriter(ports.writer(), reader, apply);
            IntakePorts own =
                    new IntakePorts(
                            new KeptFeed(reader),
                            ports.decoders(),
                            writer,
                            reader,
                            ports.renderer(),
                            ports.ledger(),
                            ports.clock());
            Reading reading = Reading.of(ports, options);
            state = new IntakeState(writer, reader);
            ChatBook chats = ChatBook.asItIs(reader);
            // One worker: a rehearsal counts batch by batch.
            pipeline =
                    new Pipeline(
                            writer,
                            ports.renderer(),
                            1,
                            (_, events, result) -> committed(events, result));
            named = new KeyedImport(state, pipeline, reading, chats, _ -> {});
            files =
                    new FileIntake(
                            own,
                            state,
                            chats,
                            reading,
                            TakenFiles.none(),
                            pipeline,
                            named,
                            Progress.NONE);
            live = new LiveReader(ports.decoders());
        }

        private void committed(long events, Pipeline.Result result) {
            files.committed(events, result);
        }

        void take(KeptCapture kept) {
            if (kept.destroyed()) {
                destroyed++;
                return;
            }
            Difference before = counted();
            String problem = read(kept);
            Difference after = counted();
            Difference here = minus(after, before);
            if (problem == null) {
                originals++;
            } else {
                unread++;
            }
            all = all.plus(here);
            if ((here.isAny() || problem != null) && listed.size() < MOST_LISTED) {
                listed.add(
                        new Original(
                                kept.capture().sequence(), kept.last().sequence(), here, problem));
            }
        }

        private Difference counted() {
            return new Difference(
                    named.seenAgain() + filesSame,
                    writer.added(),
                    writer.differing(),
                    writer.receipts(),
                    writer.widened());
        }

        private static Difference minus(Difference after, Difference before) {
            return new Difference(
                    after.same - before.same,
                    after.added - before.added,
                    after.differing - before.differing,
                    after.receipts - before.receipts,
                    after.widened - before.widened);
        }

        /// @return what is wrong with it; null when it was read
        private @Nullable String read(KeptCapture kept) {
            try (CaptureBody body = ports.reader().original(kept.capture())) {
                boolean page;
                try (InputStream in = body.stream()) {
                    page = KeptPage.begins(in);
                }
                return page ? page(body) : file(kept);
            } catch (IOException e) {
                throw new WharfException(
                        ErrorCode.STORAGE_FAILED,
                        "Cannot read the original of capture " + kept.capture(),
                        e);
            }
        }

        private @Nullable String page(CaptureBody page) throws IOException {
            pipeline.beginCapture();
            Gathering gathered = new Gathering(state, Counters.NONE);
            try (InputStream in = page.stream()) {
                KeptPage.read(
                        in,
                        kept -> {
                            captures++;
                            if (kept.body() != null) {
                                capture(kept.record(), kept.body(), page, gathered);
                            }
                        });
            }
            pipeline.submit(gathered.take(_ -> List.of()));
            settle();
            return null;
        }

        private void capture(
                CaptureRecord record, byte[] bytes, CaptureBody page, Gathering gathered)
                throws IOException {
            CaptureOwner owner = CaptureOwner.of(record.envelope());
            named.begin(owner, LiveReader.ownerLabel(owner), gathered, false, Merge.NONE);
            live.read(
                    record,
                    new HeldBody(bytes, page),
                    event -> {
                        gathered.event();
                        named.accept(event);
                    });
        }

        private @Nullable String file(KeptCapture kept) {
            Optional<CaptureRecord> record = KeptReport.envelope(kept.capture(), kept.report());
            if (record.isEmpty()) {
                return "how it was handed over is not kept with it";
            }
            captures++;
            boolean isNamed = record.get().envelope().source().namesMessages();
            SourceResult result = files.take(record.get());
            settle();
            filesSame += isNamed ? 0 : result.aligned();
            return result.message();
        }

        private void settle() {
            pipeline.drain();
            named.settled();
            named.forget();
        }

        Report report() {
            return new Report(originals, captures, destroyed, unread, all, listed);
        }

        @Override
        public void close() {
            pipeline.close();
        }
    }

    /// Gives kept originals to whoever takes files.
    private record KeptFeed(ArchiveReader reader) implements Feed {
        @Override
        public List<CaptureRecord> after(long after, int limit) {
            return List.of();
        }

        @Override
        public CaptureBody open(CaptureRecord record) {
            return Objects.requireNonNull(reader.original(record.id()));
        }

        @Override
        public void acknowledge(long sequence) {}

        @Override
        public long acknowledged() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
