package dev.wharf.connector.intake;

import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunLog;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Takes live captures by pages: consecutive ones are archived in one commit, with one original,
/// one document that says how far everything is dealt with, and one entry of the ledger. A page is
/// whole or not there, so that after a crash the same captures come again and give the same items.
///
/// [#committed] is called on the committing thread, everything else by one.
final class LiveIntake {
    private static final int MOST_CAPTURES = 256;

    /// Pairs of chats of one capture that are compared by their content alone.
    private static final int MOST_COMPARED = 64;

    private final IntakePorts ports;
    private final Pipeline pipeline;
    private final KeyedImport named;
    private final IntakeState state;
    private final RunInHand run;
    private final LiveReader reader;
    private final Map<Long, Submitted> underway = new ConcurrentHashMap<>();

    private LiveProgress reached;
    private Gathering gathered;
    private @Nullable Page page;
    private volatile long archived;
    private Counters counted = Counters.NONE;

    private record Submitted(RunLog.Page page, ContentDigest original) {}

    /// A page in the making.
    private static final class Page {
        final KeptPage original = new KeptPage();
        final long first;
        final long seenAgainBefore;
        final long addedBefore;
        long last;
        int captures;
        long bytes;

        Page(long first, KeyedImport named) {
            this.first = first;
            this.seenAgainBefore = named.seenAgain();
            this.addedBefore = named.added();
        }
    }

    LiveIntake(
            IntakePorts ports,
            IntakeState state,
            Pipeline pipeline,
            KeyedImport named,
            RunInHand run) {
        this.ports = ports;
        this.state = state;
        this.pipeline = pipeline;
        this.named = named;
        this.run = run;
        this.reader = new LiveReader(ports.decoders());
        this.reached = LiveProgress.of(ports.reader());
        this.archived = reached.through();
        this.gathered = new Gathering(state, Counters.NONE);
    }

    /// A larger one is taken like a file: in batches of its own.
    static boolean takes(CaptureRecord capture) {
        return isLive(capture) && capture.size() <= KeptPage.MOST_BODY;
    }

    static boolean isLive(CaptureRecord capture) {
        return capture.envelope().name() == null && capture.envelope().source().namesMessages();
    }

    /// Call when a file was taken in between: failures count from nothing. Everything submitted
    /// must be committed.
    void begin() {
        pipeline.beginCapture();
        gathered = new Gathering(state, Counters.NONE);
        counted = Counters.NONE;
    }

    /// Through which sequence everything is committed.
    long archived() {
        return archived;
    }

    /// Adds a capture to the page, and submits the page when it is full.
    void take(CaptureRecord capture) {
        if (capture.id().sequence() <= reached.through()) {
            return;
        }
        if (page != null && page.bytes + capture.size() > KeptPage.MOST_BODY) {
            submit();
        }
        Page into = page == null ? new Page(capture.id().sequence(), named) : page;
        page = into;
        try (CaptureBody body = ports.feed().open(capture)) {
            byte[] bytes = bytes(body);
            read(capture, new HeldBody(bytes, body));
            into.original.add(capture, named.showedErased() ? null : bytes);
            into.bytes += bytes.length;
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "Cannot read capture " + capture.id(), e);
        }
        into.last = capture.id().sequence();
        into.captures++;
        if (into.captures >= MOST_CAPTURES
                || into.bytes >= KeptPage.MOST_BODY
                || gathered.isFull()) {
            submit();
        }
    }

    /// Reads it to its end, where its digest is checked.
    private static byte[] bytes(CaptureBody body) throws IOException {
        try (InputStream in = body.stream()) {
            return in.readAllBytes();
        }
    }

    private void read(CaptureRecord capture, CaptureBody body) throws IOException {
        CaptureOwner owner = CaptureOwner.of(capture.envelope());
        if (!named.search().isAnythingNameless()) {
            begin(owner, Merge.NONE);
            reader.read(capture, body, this::accept);
            return;
        }
        Heard heard = new Heard();
        Merge merge =
                named.search()
                        .find(
                                sink -> {
                                    heard.begin();
                                    reader.read(capture, body, event -> heard.hear(event, sink));
                                },
                                new CaptureOwner(owner.given(), null),
                                MOST_COMPARED);
        begin(owner, merge);
        if (heard.isWhole()) {
            for (DecodedEvent event : heard.events) {
                accept(event);
            }
        } else {
            reader.read(capture, body, this::accept);
        }
    }

    private void begin(CaptureOwner owner, Merge merge) {
        named.begin(owner, LiveReader.ownerLabel(owner), gathered, false, merge);
    }

    /// The events of a capture that was read to see what they are, so that it need not be decoded
    /// again; unless it has files, which can be opened only while it is.
    private static final class Heard {
        final List<DecodedEvent> events = new ArrayList<>();
        private boolean files;

        void begin() {
            events.clear();
        }

        void hear(DecodedEvent event, DecodedCapture.Sink sink) throws IOException {
            events.add(event);
            files |= !event.pending().isEmpty();
            sink.accept(event);
        }

        boolean isWhole() {
            return !files;
        }
    }

    private void accept(DecodedEvent event) throws IOException {
        gathered.event();
        named.accept(event);
    }

    /// Submits the page as it is, if there is one.
    void submit() {
        Page done = page;
        if (done == null) {
            return;
        }
        page = null;
        StoredContent original = put(done.original);
        reached = reached.and(done.last, done.captures);
        gathered.ready(
                new Change.KeepCapture(
                        new CaptureId(done.first),
                        new CaptureId(done.last),
                        original,
                        "{\"kind\":\"page\",\"captures\":%d,\"events\":%d}"
                                .formatted(done.captures, gathered.events())));
        Change progress = reached.put();
        Batch batch = gathered.take(_ -> List.of(progress));
        underway.put(
                batch.number(),
                new Submitted(
                        new RunLog.Page(
                                done.first,
                                done.last,
                                done.captures,
                                named.seenAgain() - done.seenAgainBefore,
                                named.added() - done.addedBefore,
                                Counters.NONE),
                        original.digest()));
        pipeline.submit(batch);
        named.forget();
    }

    private StoredContent put(KeptPage original) {
        try (InputStream in = original.stream()) {
            return ports.writer().put(in);
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "Cannot keep a page of live captures", e);
        }
    }

    /// @return whether the batch was a page
    boolean committed(long batch, Pipeline.Result result) {
        Submitted done = underway.remove(batch);
        if (done == null) {
            return false;
        }
        Counters own = result.tally().minus(counted);
        counted = result.tally();
        RunLog.Page page = done.page;
        run.page(
                new RunLog.Page(
                        page.first(),
                        page.last(),
                        page.captures(),
                        page.seenAgain(),
                        page.added(),
                        own),
                done.original,
                result.notImported());
        archived = page.last();
        return true;
    }

    /// Goes on without a capture, which stays in the journal. Everything submitted must be
    /// committed.
    void setAside(CaptureRecord capture, Throwable why) {
        long sequence = capture.id().sequence();
        reached = reached.and(sequence, 1);
        IntakeProgress aside = IntakeProgress.setAside(capture, IntakeProgress.State.FAILED);
        ports.writer()
                .commit(
                        List.of(
                                new Change.PutDocument(
                                        IntakeProgress.KIND, aside.key(), aside.json()),
                                reached.put()));
        String code = ImportAudit.code(why);
        run.setAside(
                capture,
                new NotImported(
                        capture.id(),
                        null,
                        "all of it",
                        null,
                        null,
                        NotImported.Outcome.FAILED,
                        code + ": it stays in the journal"),
                code);
        archived = sequence;
    }
}
