package dev.wharf.connector.intake;

import dev.wharf.connector.collection.Custody;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.CapturePeople;
import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Takes one file at a time into the archive: exports, which are aligned with what their chat
/// holds, and files whose messages have names; also a live capture that is too large for a page.
///
/// Longer than most because it is the order of things: what is done with a file stands in the
/// classes that it hands it to. [#committed] is called on the committing thread, everything else by
/// one.
final class FileIntake {
    /// Pairs of chats that are compared by their content alone: each costs a dozen range reads.
    private static final int MOST_COMPARED = 20_000;

    private final IntakePorts ports;
    private final IntakeState state;
    private final ChatBook chats;
    private final Reading reading;
    private final TakenFiles taken;
    private final Pipeline pipeline;
    private final KeyedImport named;
    private final Progress progress;
    private volatile Counters lastTally = Counters.NONE;

    FileIntake(
            IntakePorts ports,
            IntakeState state,
            ChatBook chats,
            Reading reading,
            TakenFiles taken,
            Pipeline pipeline,
            KeyedImport named,
            Progress progress) {
        this.ports = ports;
        this.state = state;
        this.chats = chats;
        this.reading = reading;
        this.taken = taken;
        this.pipeline = pipeline;
        this.named = named;
        this.progress = progress;
    }

    void committed(long events, Pipeline.Result result) {
        lastTally = result.tally();
        progress.advance(events);
    }

    SourceResult take(CaptureRecord capture) {
        IntakeProgress before = taken.of(capture.id().sequence(), 0);
        if (before != null && before.state() != IntakeProgress.State.RUNNING) {
            return SourceResults.again(capture, taken.whole(before));
        }
        String misplaced = reading.misplaced(capture);
        try {
            return misplaced == null
                    ? takeOrSetAside(capture, before)
                    : setAside(capture, null, IntakeProgress.State.FAILED, misplaced);
        } catch (IOException e) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "Cannot read capture " + capture.id(), e);
        }
    }

    private SourceResult takeOrSetAside(CaptureRecord capture, @Nullable IntakeProgress before)
            throws IOException {
        try (CaptureBody body = ports.feed().open(capture)) {
            return LiveIntake.isLive(capture)
                    ? takeLargeLive(capture, body, before)
                    : take(capture, body, reading.decoder(capture, body), before);
        } catch (WharfException e) {
            if (e.code().kind() != ErrorKind.INPUT) {
                throw e;
            }
            return setAside(capture, null, IntakeProgress.State.FAILED, e.getMessage());
        }
    }

    /// Nobody can be asked about a live capture: what cannot be read is kept raw.
    private SourceResult takeLargeLive(
            CaptureRecord capture, CaptureBody body, @Nullable IntakeProgress before)
            throws IOException {
        try {
            return take(capture, body, reading.decoder(capture, body), before);
        } catch (WharfException e) {
            if (e.code().kind() != ErrorKind.INPUT) {
                throw e;
            }
            return take(capture, body, new RawDecoder(), before);
        }
    }

    private SourceResult take(
            CaptureRecord capture,
            CaptureBody body,
            Decoder decoder,
            @Nullable IntakeProgress before)
            throws IOException {
        try (DecodedCapture decoded = decoder.open(capture, body);
                Keeping keeping = new Keeping(ports.writer(), body)) {
            UntilBroken whole = new UntilBroken(decoded);
            Scope scope = Scope.of(capture.envelope().options());
            InScope inScope = InScope.of(whole, scope);
            return take(new OpenFile(capture, decoder, whole, inScope, keeping), before);
        }
    }

    private SourceResult take(OpenFile open, @Nullable IntakeProgress before) throws IOException {
        CaptureRecord capture = open.capture();
        List<SourceReport.Question> questions = open.decoded().outline().questions();
        if (!questions.isEmpty()) {
            return setAside(
                    capture,
                    open.decoded().report(),
                    IntakeProgress.State.REFUSED,
                    questions.getFirst().text());
        }
        String read = reading.digest(capture.envelope(), capture.digest(), open.decoder());
        IntakeProgress same = taken.same(read);
        if (same != null && before == null) {
            return duplicate(open, open.decoded().report(), same);
        }
        if (capture.envelope().source().namesMessages()) {
            return takeNamed(open, before, read);
        }
        List<DecodedCapture> parts = OneChat.of(open.decoded());
        SourceResult all = null;
        for (int part = parts.size() - 1; part >= 0; part--) {
            // The last to be archived speaks for all.
            String known = part == 0 ? read : "";
            SourceResult one = takeChat(open, parts.get(part), part, known);
            all = all == null ? one : SourceResults.together(one, all, open.decoded().report());
        }
        return Objects.requireNonNull(all);
    }

    private SourceResult takeChat(OpenFile open, DecodedCapture chatOnly, int part, String read)
            throws IOException {
        CaptureRecord capture = open.capture();
        IntakeProgress before = taken.of(capture.id().sequence(), part);
        if (before != null && before.state() != IntakeProgress.State.RUNNING) {
            return SourceResults.again(capture, before);
        }
        SourceReport outline = chatOnly.outline();
        CaptureOwner owner = CaptureOwner.of(capture.envelope(), outline);
        ChatChoice choice =
                new ChatFinder(state.reader(), chats, state.book())
                        .find(capture, owner, chatOnly, before);
        IntakeProgress now = before == null ? begin(capture, part, read, choice) : before;
        CapturePeople people =
                new CapturePeople(
                        reading.policy(),
                        state.book(),
                        choice.id(),
                        owner,
                        "owner of capture " + capture.id(),
                        choice.images(),
                        now.parties());
        CaptureImport taking = new CaptureImport(state, pipeline, people, choice, now);
        pipeline.beginCapture();
        progress.begin("Archiving " + SourceResults.name(capture), outline.events(), "messages");
        lastTally = now.counters();
        ChatLearner learner = new ChatLearner(chats, taking, choice, owner, outline);
        open.beginKeeping();
        chatOnly.events(
                event -> {
                    learner.learn(event.event());
                    taking.accept(event);
                });
        String broken = open.whole().broken();
        SourceReport report = chatOnly.report();
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
                part == 0 ? ending(open, open.decoded().report(), broken) : List.of(), reached);
        pipeline.drain();
        progress.end();
        taken.remember(now.at(reached, report.events(), lastTally, taking.recognised()));
        named.forgetAll();
        return SourceResults.walked(
                capture,
                report,
                choice.id().toString(),
                choice.how(),
                taking.aligned(),
                taking.added(),
                lastTally,
                broken,
                null);
    }

    /// A capture whose messages are known by name, of any number of chats.
    private SourceResult takeNamed(OpenFile open, @Nullable IntakeProgress before, String read)
            throws IOException {
        CaptureRecord capture = open.capture();
        SourceReport report = open.decoded().report();
        CaptureOwner owner = numbered(capture, CaptureOwner.of(capture.envelope(), report));
        IntakeProgress now =
                before == null
                        ? IntakeProgress.begun(
                                capture, read, ports.reader().lastSequence(), state.book().last())
                        : before;
        BatchInHand batch = new BatchInHand(state, pipeline, now);
        long seenAgain = named.seenAgain();
        long added = named.added();
        pipeline.beginCapture();
        progress.begin("Archiving " + SourceResults.name(capture), report.events(), "events");
        lastTally = now.counters();
        Merge merge = merge(open, owner, before);
        named.begin(
                owner,
                "owner of capture " + capture.id(),
                batch.gathered(),
                open.inScope().keepsFiles(),
                merge);
        if (before == null) {
            merge.put(capture).forEach(batch::ready);
        }
        open.beginKeeping();
        DayTally days = new DayTally(report);
        DecodedCapture decoded = open.decoded();
        decoded.events(
                event -> {
                    if (!batch.begins()) {
                        days.count(event.event(), false);
                        named.passOver(event.event());
                    } else {
                        long addedBefore = named.added();
                        named.accept(event);
                        days.count(event.event(), named.added() > addedBefore);
                        if (named.hasResolved()) {
                            batch.submit(List.of(), IntakeProgress.State.RUNNING);
                            pipeline.drain();
                            named.settled();
                        }
                        if (batch.submitIfFull()) {
                            named.forget();
                        }
                    }
                });
        String broken = open.whole().broken();
        if (broken != null) {
            batch.giveUp(capture.id(), report.events(), broken);
        }
        IntakeProgress.State reached =
                broken == null ? IntakeProgress.State.DONE : IntakeProgress.State.FAILED;
        batch.submit(ending(open, report, broken), reached);
        pipeline.drain();
        progress.end();
        taken.remember(now.at(reached, report.events(), lastTally, 0));
        return SourceResults.walked(
                capture,
                report,
                null,
                how(capture, merge),
                named.seenAgain() - seenAgain,
                named.added() - added,
                lastTally,
                broken,
                days.reconciliation());
    }

    /// A phone's database may not hold its own number, by which other sources know its direct
    /// chats: the users list does, where it was said whose phone it is.
    private CaptureOwner numbered(CaptureRecord capture, CaptureOwner owner) {
        String given = owner.given();
        SourceKind source = capture.envelope().source();
        if (given == null
                || (source != SourceKind.ANDROID_BACKUP && source != SourceKind.IOS_BACKUP)) {
            return owner;
        }
        LocalDate day = LocalDate.ofInstant(capture.envelope().receivedAt(), ZoneOffset.UTC);
        return new CaptureOwner(
                reading.policy().ownerNumber(given, day).map(PhoneNumber::e164).orElse(given),
                owner.shown());
    }

    private Merge merge(OpenFile open, CaptureOwner owner, @Nullable IntakeProgress before)
            throws IOException {
        // Whose account it is stands in its events: one capture may hold several.
        CaptureOwner given = new CaptureOwner(owner.given(), null);
        return before == null
                ? named.search().find(open.decoded()::events, given, MOST_COMPARED)
                : Merge.begun(state.reader(), open.capture(), given.given());
    }

    private static String how(CaptureRecord capture, Merge merge) {
        String names =
                capture.envelope().source() == SourceKind.ARCHIVE_MAIL
                        ? "by the ids of its mails"
                        : "by WhatsApp's own names";
        return switch (merge.chats()) {
            case 0 -> names;
            case 1 -> names + ", one chat by what an export holds of it";
            default -> "%s, %,d chats by what exports hold of them".formatted(names, merge.chats());
        };
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

    /// What is committed with the last of a capture: its files, where they may be kept, and whose
    /// they are.
    private List<Change> ending(OpenFile open, SourceReport report, @Nullable String broken)
            throws IOException {
        List<Change> changes = new ArrayList<>(open.kept(report));
        String outcome = broken == null ? "archived" : "failed";
        changes.addAll(
                custody(open.capture(), open.inScope().came(outcome, broken, open.decoder())));
        return changes;
    }

    /// Nothing for a capture that is no part of a collection.
    private List<Change> custody(CaptureRecord capture, Custody.Result result) throws IOException {
        if (reading.collected() == null) {
            return List.of();
        }
        try (CaptureBody body = ports.feed().open(capture)) {
            return Custody.of(capture, body, result);
        }
    }

    /// The same bytes, read the same way for the same people: every copy is there already.
    private SourceResult duplicate(OpenFile open, SourceReport report, IntakeProgress same)
            throws IOException {
        CaptureRecord capture = open.capture();
        // The original is kept once, under the capture that came first: erasing an item of it must
        // leave no second copy behind.
        List<Change> changes =
                new ArrayList<>(
                        custody(capture, open.inScope().came("duplicate", null, open.decoder())));
        changes.add(document(IntakeProgress.duplicate(capture, same)));
        ports.writer().commit(changes);
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
            @Nullable String message)
            throws IOException {
        List<Change> changes =
                new ArrayList<>(custody(capture, InScope.aside(capture, how, message)));
        changes.add(document(IntakeProgress.setAside(capture, how)));
        ports.writer().commit(changes);
        return SourceResults.setAside(capture, report, how, message);
    }

    private static Change document(IntakeProgress reached) {
        return new Change.PutDocument(IntakeProgress.KIND, reached.key(), reached.json());
    }
}
