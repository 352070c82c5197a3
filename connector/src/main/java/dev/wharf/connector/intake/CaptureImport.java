package dev.wharf.connector.intake;

import dev.wharf.connector.align.BodyToken;
import dev.wharf.connector.align.Plan;
import dev.wharf.connector.people.CapturePeople;
import dev.wharf.connector.people.Roster;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Takes one capture's events in source order and submits what they change to the pipeline.
///
/// For one thread. Everything it decides depends on the capture, its options and the archive as it
/// was when the capture began, so that after a crash the same call goes on where the last commit
/// left off: events that are dealt with are walked again, and submitted no more.
final class CaptureImport {
    private static final int SECONDS_A_DAY = 86_400;

    private final IntakeState state;
    private final Pipeline pipeline;
    private final CapturePeople people;
    private final ChatChoice chat;
    private final AttachmentStore attachments;
    private final TagMint mint;
    private final ItemCursor items;
    private final BodyToken token = new BodyToken();
    private final IntakeProgress begun;
    private final Plan.@Nullable Cursor plan;
    private final BatchInHand batch;

    private @Nullable Chat lastShown;
    private @Nullable Chat lastIdentified;
    private long aligned;
    private long added;

    CaptureImport(
            IntakeState state,
            Pipeline pipeline,
            CapturePeople people,
            ChatChoice chat,
            IntakeProgress begun) {
        this.state = state;
        this.pipeline = pipeline;
        this.people = people;
        this.chat = chat;
        this.begun = begun;
        this.attachments = new AttachmentStore(state.writer());
        this.mint = new TagMint(state.reader(), chat.id(), chat.newChat());
        this.items = new ItemCursor(state.reader());
        this.batch = new BatchInHand(state, pipeline, begun);
        this.plan = chat.plan() == null ? null : chat.plan().cursor();
    }

    /// Submits changes before the next event's, once: not when the capture is gone on with.
    void open(List<Change> changes) {
        changes.forEach(batch::ready);
    }

    void accept(DecodedEvent decoded) throws IOException {
        boolean isNew = batch.begins();
        int shift = 0;
        Plan.Action action = Plan.Action.NEW;
        if (plan != null) {
            plan.next();
            shift = plan.shiftMinutes();
            action = plan.action();
        }
        Event event = Shifted.by(shift, chat.basis(), decoded.event());
        Instant at = event.time().at();
        Person sender = event.sender() == null ? null : people.identify(event.sender(), at);
        Roster roster = people.roster(event.members(), event.sender(), at);
        if (!isNew) {
            return;
        }
        switch (action) {
            case NEW -> add(decoded, event, sender, roster, null);
            case SAME, ERASED -> same(event, roster, items.at(planned()));
            case EDIT, DELETION, COMPLETION ->
                    add(decoded, event, sender, roster, items.at(planned()));
        }
        batch.submitIfFull();
    }

    /// See [BatchInHand#giveUp].
    void giveUp(CaptureId capture, long surveyed, String why) {
        batch.giveUp(capture, surveyed, why);
    }

    /// Gives older items of the chat to those whom only this capture shows to be users of the firm:
    /// they were members then too. Everything submitted must be committed.
    void recogniseStrangers() {
        if (!batch.isEmpty()) {
            batch.submit(List.of(), IntakeProgress.State.RUNNING);
            pipeline.drain();
        }
        Map<PartyId, Person> strangers = new HashMap<>();
        chat.images()
                .parties()
                .forEach(
                        (person, party) -> {
                            if (begun.strangers().contains(party.value())) {
                                strangers.put(party, person);
                            }
                        });
        var span = state.reader().span(chat.id());
        if (span.isEmpty()) {
            return;
        }
        for (int day = span.get().firstDay(); day <= span.get().lastDay(); day++) {
            List<ItemRow> older;
            try (Stream<ItemRow> rows = state.reader().rows(chat.id(), day, day)) {
                older = rows.filter(r -> r.sequence() <= begun.base() && !r.erased()).toList();
            }
            older.forEach(row -> recognise(row, strangers));
        }
    }

    private void recognise(ItemRow row, Map<PartyId, Person> strangers) {
        Event event = state.reader().open(row).event();
        Audience before = state.audience(row.audience());
        TreeSet<EmailAddress> mailboxes = new TreeSet<>(before.mailboxes());
        TreeSet<Expectation> waiting = new TreeSet<>(before.unresolved());
        for (Person member : event.members()) {
            PartyId party = member.party();
            Person person = party == null ? null : strangers.get(party);
            if (person == null) {
                continue;
            }
            EmailAddress mailbox = people.expected(person, event.time().at()).mailbox();
            if (mailbox != null) {
                mailboxes.add(mailbox);
                waiting.removeIf(one -> one.party().equals(party));
            }
        }
        Audience after = new Audience(mailboxes, waiting);
        if (!after.equals(before)) {
            int gained = mailboxes.size() - before.mailboxes().size();
            batch.ready(new Change.SetAudience(row.id(), after));
            batch.recognise(gained);
            batch.submitIfFull();
        }
    }

    /// Submits what is left, and the changes that end the capture.
    void close(List<Change> changes, IntakeProgress.State reached) {
        people.noteTimes();
        batch.submit(changes, reached);
    }

    long recognised() {
        return batch.recognised();
    }

    long aligned() {
        return aligned;
    }

    long added() {
        return added;
    }

    private long planned() {
        return plan == null ? 0 : plan.sequence();
    }

    /// @param about the item that the new one is about; null for none
    private void add(
            DecodedEvent decoded,
            Event event,
            @Nullable Person sender,
            Roster roster,
            @Nullable ItemRow about)
            throws IOException {
        ItemId received =
                event.content() instanceof Content.Receipt receipt ? receipt.targetItem() : null;
        if (received != null) {
            batch.ready(new Change.AttachReceipt(received, event));
            return;
        }
        Instant at = event.time().at();
        Content content = attachments.stored(decoded);
        content = content.mapPeople(person -> people.identify(person, at));
        content = about == null ? orphan(content) : referring(content, about.id());
        int day = Math.toIntExact(Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY));
        ItemId id = mint.mint(day, token.of(content), state.nextBatch(), pipeline.committed());
        Event identified =
                new Event(
                        identified(event.chat()),
                        event.time(),
                        sender,
                        roster.members(),
                        event.direction(),
                        event.key(),
                        content,
                        event.provenance());
        batch.item(id, identified, decoded.raw(), roster.audience());
        added++;
    }

    /// The events of a capture mostly share one object, as they then do once they are identified.
    @SuppressWarnings("ReferenceEquality") // an equal chat is merely made again
    private Chat identified(Chat shown) {
        Chat identified = lastIdentified;
        if (identified == null || shown != lastShown) {
            identified = shown.identified(chat.id());
            lastShown = shown;
            lastIdentified = identified;
        }
        return identified;
    }

    /// A receipt whose message nobody saw is an item: something was said.
    private static Content orphan(Content content) {
        return content instanceof Content.Receipt
                ? new Content.Unreadable(Content.Unreadable.Reason.NEVER_SHOWN, null)
                : content;
    }

    private Content referring(Content content, ItemId about) {
        return switch (content) {
            case Content.Message message ->
                    planAction() == Plan.Action.EDIT
                            ? new Content.Edit(MessageRef.to(about), message)
                            : message.withQuote(Quote.completing(about));
            case Content.Deletion(var _, var scope, var by, var text) ->
                    new Content.Deletion(MessageRef.to(about), scope, by, text);
            default -> content;
        };
    }

    private Plan.Action planAction() {
        return plan == null ? Plan.Action.NEW : plan.action();
    }

    private void same(Event event, Roster roster, ItemRow row) {
        aligned++;
        Audience before = state.audience(row.audience());
        Audience after = row.erased() ? before : roster.joined(before);
        boolean grows = !after.equals(before);
        batch.partiesFirst();
        batch.ready(new Change.Corroborate(row.id(), event.provenance(), grows ? after : null));
        batch.count(
                Outcomes.seenAgain(
                        row.id(), event, roster.audience(), before, after, batch.notImported()));
    }
}
