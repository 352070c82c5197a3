package dev.wharf.connector.intake;

import dev.wharf.connector.people.Assignments;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.CapturePeople;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.connector.people.Sha256;
import dev.wharf.connector.quarantine.AssignmentDocument;
import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.connector.run.RunLog;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.RunStore;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// The one reader of a site: takes every capture that is not acknowledged, in order, into the
/// archive, and acknowledges it then.
///
/// [#run] is for one thread at a time and uses a few of its own. It can be cut off anywhere, by
/// kill -9 too: the next run goes on where the last commit left off, with the same ids, and nothing
/// twice. Failures that another try may mend (kind TRANSIENT), and integrity failures, end the run;
/// a capture that cannot be read, or has a question, is set aside and said so in the record, and
/// the run goes on.
///
/// Longer than most because it is the order of things: what is done with a capture stands in the
/// classes that it hands it to.
public final class Intake {
    private static final int PAGE = 64;

    private final IntakePorts ports;
    private final IntakeOptions options;
    private final Progress progress;
    private final Consumer<NotImported> notImported;
    private final MailboxPolicy policy;
    private final IntakeState state;
    private final ChatBook chats;
    private final RunStore runs;
    private final ImportAudit audit;
    private final Map<String, IntakeProgress> begun = new HashMap<>();
    private final Map<String, IntakeProgress> read = new HashMap<>();
    private Counters lastTally = Counters.NONE;

    /// @param notImported told of every copy that is not imported, or not whole, duplicates
    ///   included, after the commit that says so; on a thread of the intake
    public Intake(
            IntakePorts ports,
            IntakeOptions options,
            Progress progress,
            Consumer<NotImported> notImported) {
        this.ports = ports;
        this.options = options;
        this.progress = progress;
        this.notImported = notImported;
        Assignments assigned = new Assignments(AssignmentDocument.all(ports.reader()));
        this.policy =
                new MailboxPolicy(
                        options.directory(),
                        options.mapping(),
                        assigned,
                        options.strictMapping(),
                        options.matchNames());
        this.state = new IntakeState(ports.writer(), ports.reader());
        this.chats = new ChatBook(ports.reader());
        this.audit = new ImportAudit(ports.ledger(), options, ports.clock());
        this.runs = new RunStore(ports.writer(), ports.reader(), ports.clock());
        ports.reader()
                .documents(IntakeProgress.KIND)
                .forEach(document -> remember(IntakeProgress.parse(document.json())));
    }

    private void remember(IntakeProgress reached) {
        begun.put(reached.key(), reached);
        if (reached.state() == IntakeProgress.State.DONE && !reached.reading().isEmpty()) {
            read.merge(
                    reached.reading(),
                    reached,
                    (first, next) -> whole(first).counters().failed() > 0 ? next : first);
        }
    }

    /// A capture's parts as one; part 0, which comes last, is given.
    private IntakeProgress whole(IntakeProgress last) {
        IntakeProgress whole = last;
        IntakeProgress part = last;
        for (int i = 1; part != null; i++) {
            part = begun.get(IntakeProgress.key(last.capture(), i));
            whole = part == null ? whole : whole.with(part);
        }
        return whole;
    }

    /// The capture of the same bytes, read the same way for the same people, of which every copy is
    /// in the archive. What failed may succeed when it is read again.
    private @Nullable IntakeProgress same(String reading) {
        IntakeProgress found = read.get(reading);
        IntakeProgress whole = found == null ? null : whole(found);
        return whole == null || whole.counters().failed() > 0 ? null : whole;
    }

    /// Recognises bytes that need not be accepted again. What failed, waits for an answer, is not
    /// archived to its end or would be read or mapped otherwise now is not known.
    public Optional<KnownCapture> known(CaptureEnvelope envelope, ContentDigest digest) {
        return ports.decoders().stream()
                .map(decoder -> reading(envelope, digest, decoder))
                .filter(reading -> same(reading) != null)
                .findFirst()
                .map(reading -> new KnownCapture(SourceResults.name(envelope, "file"), reading));
    }

    /// Whether anything could be known again.
    public boolean knowsAny() {
        return !read.isEmpty();
    }

    /// Imports everything that is not acknowledged yet. The record is in the archive when this
    /// returns, and, as far as possible, when it throws.
    ///
    /// @throws CancellationException when the progress threw one to stop it, at a commit
    public RunRecord run() {
        return run(List.of());
    }

    /// The same, and counts what came again as skipped.
    public RunRecord run(List<KnownCapture> again) {
        RunLog log = runs.begin();
        for (KnownCapture known : again) {
            SourceResult result = skipped(known);
            log.add(result);
            audit.ended(log, result);
        }
        try (Pipeline pipeline =
                new Pipeline(
                        ports.writer(),
                        ports.renderer(),
                        options.workers(),
                        (events, result) -> committed(log, events, result))) {
            long last = ports.feed().acknowledged();
            List<CaptureRecord> page = ports.feed().after(last, PAGE);
            while (!page.isEmpty()) {
                for (CaptureRecord capture : page) {
                    SourceResult result = take(capture, pipeline);
                    log.add(result);
                    audit.ended(log, result);
                    ports.feed().acknowledge(capture.id().sequence());
                    last = capture.id().sequence();
                }
                page = ports.feed().after(last, PAGE);
            }
        } catch (RuntimeException | Error e) {
            boolean stopped = e instanceof CancellationException;
            endAfter(e, log, stopped ? RunRecord.State.INTERRUPTED : RunRecord.State.FAILED);
            throw e;
        }
        return runs.end(
                log, log.allImported() ? RunRecord.State.SUCCEEDED : RunRecord.State.INCOMPLETE);
    }

    private void endAfter(Throwable e, RunLog log, RunRecord.State how) {
        try {
            audit.cutOff(log, how, e);
            runs.end(log, how);
        } catch (RuntimeException unrecorded) {
            // The archive takes nothing any more; the next run finds the record open.
            e.addSuppressed(unrecorded);
        }
    }

    private void committed(RunLog log, long events, Pipeline.Result result) {
        lastTally = result.tally();
        for (NotImported one : result.notImported()) {
            log.add(one);
            notImported.accept(one);
        }
        progress.advance(events);
    }

    private SourceResult take(CaptureRecord capture, Pipeline pipeline) {
        IntakeProgress before = begun.get(IntakeProgress.key(capture.id().sequence(), 0));
        if (before != null && before.state() != IntakeProgress.State.RUNNING) {
            return SourceResults.again(capture, whole(before));
        }
        try (CaptureBody body = ports.feed().open(capture)) {
            Decoder decoder = decoder(capture, body);
            try (DecodedCapture decoded = decoder.open(capture, body);
                    Keeping keeping = new Keeping(ports.writer(), body)) {
                return take(
                        new Reading(capture, decoder, new UntilBroken(decoded), keeping),
                        before,
                        pipeline);
            }
        } catch (WharfException e) {
            if (e.code().kind() != ErrorKind.INPUT) {
                throw e;
            }
            return setAside(capture, null, IntakeProgress.State.FAILED, e.getMessage());
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "Cannot read capture " + capture.id(), e);
        }
    }

    private Decoder decoder(CaptureRecord capture, CaptureBody body) throws IOException {
        for (Decoder decoder : ports.decoders()) {
            if (decoder.recognises(capture.envelope(), body)) {
                return decoder;
            }
        }
        throw new WharfException(
                ErrorCode.INPUT_NOT_RECOGNISED,
                "%s is of no kind that Wharf reads".formatted(SourceResults.name(capture)));
    }

    /// A capture, open.
    private record Reading(
            CaptureRecord capture, Decoder decoder, UntilBroken decoded, Keeping keeping) {}

    private SourceResult take(Reading open, @Nullable IntakeProgress before, Pipeline pipeline)
            throws IOException {
        CaptureRecord capture = open.capture;
        SourceReport report = open.decoded.report();
        if (!report.questions().isEmpty()) {
            return setAside(
                    capture,
                    report,
                    IntakeProgress.State.REFUSED,
                    report.questions().getFirst().text());
        }
        String reading = reading(capture.envelope(), capture.digest(), open.decoder);
        IntakeProgress same = same(reading);
        if (same != null && before == null) {
            return duplicate(capture, report, same);
        }
        if (capture.envelope().source().namesMessages()) {
            return takeNamed(open, before, reading, pipeline);
        }
        List<DecodedCapture> parts = OneChat.of(open.decoded);
        SourceResult all = null;
        for (int part = parts.size() - 1; part >= 0; part--) {
            // The last to be archived speaks for all.
            String known = part == 0 ? reading : "";
            SourceResult one = takeChat(open, parts.get(part), part, known, pipeline);
            all = all == null ? one : SourceResults.together(one, all, report);
        }
        return Objects.requireNonNull(all);
    }

    private SourceResult takeChat(
            Reading open, DecodedCapture chatOnly, int part, String reading, Pipeline pipeline)
            throws IOException {
        CaptureRecord capture = open.capture;
        IntakeProgress before = begun.get(IntakeProgress.key(capture.id().sequence(), part));
        if (before != null && before.state() != IntakeProgress.State.RUNNING) {
            return SourceResults.again(capture, before);
        }
        SourceReport report = chatOnly.report();
        CaptureOwner owner = CaptureOwner.of(capture.envelope(), report);
        ChatChoice choice =
                new ChatFinder(state.reader(), chats).find(capture, owner, chatOnly, before);
        IntakeProgress now = before == null ? begin(capture, part, reading, choice) : before;
        CapturePeople people =
                new CapturePeople(
                        policy,
                        state.book(),
                        choice.id(),
                        owner,
                        "owner of capture " + capture.id(),
                        choice.images(),
                        now.parties());
        CaptureImport taking = new CaptureImport(state, pipeline, people, choice, now);
        pipeline.beginCapture();
        progress.begin("Archiving " + SourceResults.name(capture), report.events(), "messages");
        lastTally = now.counters();
        Learner learner = new Learner(taking, choice.id(), owner, report);
        open.keeping.begin();
        chatOnly.events(
                event -> {
                    learner.learn(event.event().chat());
                    taking.accept(event);
                });
        String broken = open.decoded.broken();
        if (broken != null) {
            taking.giveUp(capture.id(), report.events(), broken);
        }
        IntakeProgress.State reached =
                broken == null ? IntakeProgress.State.DONE : IntakeProgress.State.FAILED;
        if (!now.strangers().isEmpty()) {
            pipeline.drain();
            taking.recogniseStrangers();
        }
        taking.close(
                part == 0 ? List.of(keep(capture, open.keeping, open.decoded.report())) : List.of(),
                reached);
        pipeline.drain();
        progress.end();
        remember(now.at(reached, report.events(), lastTally, taking.recognised()));
        return SourceResults.walked(
                capture,
                report,
                choice.id().toString(),
                choice.how(),
                taking.aligned(),
                taking.added(),
                lastTally,
                broken);
    }

    /// A capture whose messages are known by name, of any number of chats.
    private SourceResult takeNamed(
            Reading open, @Nullable IntakeProgress before, String reading, Pipeline pipeline)
            throws IOException {
        CaptureRecord capture = open.capture;
        SourceReport report = open.decoded.report();
        CaptureOwner owner = CaptureOwner.of(capture.envelope(), report);
        IntakeProgress now =
                before == null
                        ? IntakeProgress.begun(
                                capture,
                                reading,
                                ports.reader().lastSequence(),
                                state.book().last())
                        : before;
        KeyedImport taking = new KeyedImport(state, pipeline, policy, chats, owner, now);
        pipeline.beginCapture();
        progress.begin("Archiving " + SourceResults.name(capture), report.events(), "events");
        lastTally = now.counters();
        open.keeping.begin();
        open.decoded.events(taking::accept);
        String broken = open.decoded.broken();
        if (broken != null) {
            taking.giveUp(capture.id(), report.events(), broken);
        }
        IntakeProgress.State reached =
                broken == null ? IntakeProgress.State.DONE : IntakeProgress.State.FAILED;
        taking.close(List.of(keep(capture, open.keeping, report)), reached);
        pipeline.drain();
        progress.end();
        remember(now.at(reached, report.events(), lastTally, 0));
        return SourceResults.walked(
                capture,
                report,
                null,
                "by WhatsApp's own names",
                taking.seenAgain(),
                taking.added(),
                lastTally,
                broken);
    }

    /// Puts the chat before its first item.
    private final class Learner {
        private final CaptureImport taking;
        private final ConversationId id;
        private final CaptureOwner owner;
        private final SourceReport report;
        private boolean done;

        Learner(CaptureImport taking, ConversationId id, CaptureOwner owner, SourceReport report) {
            this.taking = taking;
            this.id = id;
            this.owner = owner;
            this.report = report;
        }

        void learn(Chat chat) {
            if (!done) {
                done = true;
                taking.open(chats.learn(id, owner, report, chat));
            }
        }
    }

    private IntakeProgress begin(CaptureRecord capture, int part, String reading, ChatChoice chat) {
        return new IntakeProgress(
                capture.id().sequence(),
                part,
                capture.digest().sha256(),
                reading,
                IntakeProgress.State.RUNNING,
                chat.id().toString(),
                chat.newChat(),
                chat.images().sameBook(),
                ports.reader().lastSequence(),
                state.book().last(),
                strangers(chat),
                0,
                Counters.NONE,
                0);
    }

    /// Parties of whom the archive knows no more than a name.
    private List<Integer> strangers(ChatChoice chat) {
        return chat.images().parties().values().stream()
                .filter(party -> state.book().values(party, AliasKind.PHONE).isEmpty())
                .filter(party -> state.book().values(party, AliasKind.EMAIL).isEmpty())
                .map(PartyId::value)
                .sorted()
                .toList();
    }

    private static Change keep(CaptureRecord capture, Keeping keeping, SourceReport report)
            throws IOException {
        return new Change.KeepCapture(
                capture.id(), keeping.content(), JsonMapper.shared().writeValueAsString(report));
    }

    /// Everything that decides what a capture says and whom it reaches.
    private String reading(CaptureEnvelope envelope, ContentDigest digest, Decoder decoder) {
        return Sha256.hex(
                String.join(
                        "\n",
                        digest.sha256(),
                        String.valueOf(envelope.account()),
                        String.valueOf(envelope.name()),
                        new TreeMap<>(envelope.options()).toString(),
                        decoder.version(),
                        policy.fingerprint()));
    }

    private SourceResult skipped(KnownCapture known) {
        IntakeProgress same = Objects.requireNonNull(same(known.reading()));
        return SourceResults.duplicate(
                same.capture(),
                known.file(),
                new ContentDigest(same.digest()),
                kept(same.capture()),
                same);
    }

    /// What the survey found when the capture came first.
    private @Nullable SourceReport kept(long capture) {
        return ports.reader().captures().stream()
                .filter(kept -> kept.capture().sequence() == capture)
                .findFirst()
                .map(kept -> JsonMapper.shared().readValue(kept.report(), SourceReport.class))
                .orElse(null);
    }

    /// The same bytes, read the same way for the same people: every copy is there already.
    private SourceResult duplicate(
            CaptureRecord capture, SourceReport report, IntakeProgress same) {
        // The original is kept once, under the capture that came first: erasing an item of it must
        // leave no second copy behind.
        ports.writer().commit(List.of(document(IntakeProgress.duplicate(capture, same))));
        return SourceResults.duplicate(
                capture.id().sequence(),
                SourceResults.name(capture),
                capture.digest(),
                report,
                same);
    }

    private SourceResult setAside(
            CaptureRecord capture,
            @Nullable SourceReport report,
            IntakeProgress.State how,
            @Nullable String message) {
        ports.writer().commit(List.of(document(IntakeProgress.setAside(capture, how))));
        return SourceResults.setAside(capture, report, how, message);
    }

    private static Change document(IntakeProgress reached) {
        return new Change.PutDocument(IntakeProgress.KIND, reached.key(), reached.json());
    }
}
