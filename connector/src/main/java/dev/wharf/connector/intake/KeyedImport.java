package dev.wharf.connector.intake;

import dev.wharf.connector.align.BodyToken;
import dev.wharf.connector.intake.KnownItems.Known;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.CapturePeople;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.connector.people.Roster;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Quote;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Takes one capture of a source whose messages carry names of WhatsApp's own, of any number of
/// chats, and submits what it changes to the pipeline.
///
/// What the archive holds under the same name is seen again; a name that stood for a placeholder
/// (undecryptable, never shown, a file that was missing) is completed by an item of its own. A name
/// alone is no identity: the same name with other words is another item.
///
/// For one thread. Everything it decides depends on the capture, its options and the archive, so
/// that after a crash the same call goes on where the last commit left off.
final class KeyedImport {
    private static final int SECONDS_A_DAY = 86_400;

    private final IntakeState state;
    private final Pipeline pipeline;
    private final MailboxPolicy policy;
    private final ChatBook chats;
    private final CaptureOwner owner;
    private final String ownerLabel;
    private final IntakeProgress begun;
    private final AttachmentStore attachments;
    private final KnownItems items;
    private final BatchInHand batch;
    private final BodyToken token = new BodyToken();
    private final Map<ConversationId, OpenChat> open = new HashMap<>();
    private final Set<ConversationId> archived = new HashSet<>();

    private long seenAgain;
    private long added;

    private record OpenChat(ConversationId id, CapturePeople people, TagMint mint) {}

    /// What an item that has the event's name is to it.
    private enum Relation {
        SAME,
        COMPLETED,
        OTHER
    }

    KeyedImport(
            IntakeState state,
            Pipeline pipeline,
            MailboxPolicy policy,
            ChatBook chats,
            CaptureOwner owner,
            IntakeProgress begun) {
        this.state = state;
        this.pipeline = pipeline;
        this.policy = policy;
        this.chats = chats;
        // Whose account an event is from stands in the event: one capture may hold several.
        this.owner = new CaptureOwner(owner.given(), null);
        this.ownerLabel = "owner of capture " + begun.capture();
        this.begun = begun;
        this.attachments = new AttachmentStore(state.writer());
        this.items = new KnownItems(state);
        this.batch = new BatchInHand(state, pipeline, begun);
        chats.chats().forEach(chat -> archived.add(chat.id()));
    }

    void accept(DecodedEvent decoded) throws IOException {
        if (!batch.begins()) {
            return;
        }
        Event shown = decoded.event();
        OpenChat chat = chat(shown);
        chats.meet(chat.id, shown.chat()).forEach(batch::ready);
        if (shown.content() instanceof Content.Receipt receipt) {
            receipt(decoded, chat, receipt);
        } else {
            event(decoded, chat);
        }
        if (batch.submitIfFull()) {
            items.forget(pipeline.committed());
        }
    }

    /// See [BatchInHand#giveUp].
    void giveUp(CaptureId capture, long surveyed, String why) {
        batch.giveUp(capture, surveyed, why);
    }

    /// Submits what is left, and the changes that end the capture.
    void close(List<Change> changes, IntakeProgress.State reached) {
        open.values().forEach(chat -> chat.people.noteTimes());
        batch.submit(changes, reached);
    }

    /// Events that the archive had already.
    long seenAgain() {
        return seenAgain;
    }

    long added() {
        return added;
    }

    private OpenChat chat(Event event) {
        return open.computeIfAbsent(
                ChatAddress.conversation(event, owner.given()),
                id ->
                        new OpenChat(
                                id,
                                new CapturePeople(
                                        policy,
                                        state.book(),
                                        id,
                                        owner,
                                        ownerLabel,
                                        CapturePeople.Images.NONE,
                                        begun.parties()),
                                new TagMint(state.reader(), id, !archived.contains(id))));
    }

    private void event(DecodedEvent decoded, OpenChat chat) throws IOException {
        Event shown = decoded.event();
        List<NaturalKey> keys = MessageNames.of(chat.id, shown, decoded.raw());
        long body = token.of(shown.content());
        Known completed = null;
        for (Known known : items.named(keys)) {
            switch (relation(known, shown.content(), body)) {
                case SAME -> {
                    again(shown, chat, known);
                    named(known, keys);
                    return;
                }
                case COMPLETED -> completed = known;
                case OTHER -> {}
            }
        }
        Content content = referring(attachments.stored(decoded), chat, completed);
        add(shown, chat, content, decoded.raw(), keys);
    }

    /// A source shows further names of an item: what is about it may use any of them.
    private void named(Known known, List<NaturalKey> keys) {
        for (NaturalKey key : keys) {
            if (!known.erased && items.name(known, key, state.nextBatch())) {
                batch.ready(new Change.AddKey(known.id, key));
            }
        }
    }

    private Relation relation(Known known, Content content, long body) {
        boolean placeholder = content instanceof Content.Unreadable;
        boolean sameBody = BodyToken.sameInAnyState(known.token(), body);
        if (known.erased) {
            return sameBody ? Relation.SAME : Relation.OTHER;
        }
        if (sameBody) {
            if (content instanceof Content.Call call && known.kind == EventKind.CALL) {
                return sameCall(call, items.call(known)) ? Relation.SAME : Relation.OTHER;
            }
            boolean showsMore = body != known.token() && BodyToken.showsMore(body);
            return showsMore ? Relation.COMPLETED : Relation.SAME;
        }
        return switch (known.kind) {
            case UNREADABLE -> placeholder ? Relation.OTHER : Relation.COMPLETED;
            case MESSAGE -> placeholder ? Relation.SAME : Relation.OTHER;
            default -> Relation.OTHER;
        };
    }

    /// The events of one call share its name: ringing and its end are two.
    private static boolean sameCall(Content.Call call, Content.Call known) {
        return known.medium() == call.medium()
                && known.direction() == call.direction()
                && known.outcome() == call.outcome()
                && Objects.equals(known.duration(), call.duration())
                && Objects.equals(known.text(), call.text());
    }

    private void again(Event shown, OpenChat chat, Known known) {
        seenAgain++;
        Roster roster = roster(shown, chat);
        Audience before = known.audience();
        Audience after = known.erased ? before : roster.joined(before);
        boolean grows = !after.equals(before);
        batch.partiesFirst();
        batch.ready(new Change.Corroborate(known.id, shown.provenance(), grows ? after : null));
        batch.count(
                Outcomes.seenAgain(
                        known.id, shown, roster.audience(), before, after, batch.notImported()));
        items.moved(known, after, state.nextBatch());
    }

    private Known add(
            Event shown, OpenChat chat, Content content, byte[] raw, List<NaturalKey> keys) {
        Instant at = shown.time().at();
        int day = Math.toIntExact(Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY));
        Event identified = identified(shown, chat, content);
        Audience audience = roster(shown, chat).audience();
        ItemId id = chat.mint.mint(day, token.of(content), state.nextBatch(), pipeline.committed());
        batch.item(id, identified, raw, audience);
        keys.forEach(key -> batch.ready(new Change.AddKey(id, key)));
        added++;
        return items.added(id, identified, audience, keys, state.nextBatch());
    }

    /// Evidence of the message that it names. Of one that nobody saw it is all there is: that
    /// something was said becomes an item, for the message to complete should it come.
    private void receipt(DecodedEvent decoded, OpenChat chat, Content.Receipt receipt) {
        Event shown = decoded.event();
        MessageKey about = receipt.target().key();
        Known known = held(chat, about);
        if (known == null) {
            Event unseen =
                    new Event(
                            shown.chat(),
                            shown.time(),
                            shown.sender(),
                            shown.members(),
                            shown.direction(),
                            about,
                            new Content.Unreadable(Content.Unreadable.Reason.NEVER_SHOWN, null),
                            shown.provenance());
            known =
                    add(
                            unseen,
                            chat,
                            unseen.content(),
                            decoded.raw(),
                            MessageNames.of(chat.id, unseen, decoded.raw()));
        }
        if (!known.erased && items.isNewReceipt(known, shown, state.nextBatch())) {
            Content.Receipt attached =
                    new Content.Receipt(
                            new MessageRef(known.id, about),
                            receipt.status(),
                            receipt.recipient(),
                            receipt.text());
            batch.ready(new Change.AttachReceipt(known.id, identified(shown, chat, attached)));
        }
    }

    private Roster roster(Event shown, OpenChat chat) {
        return chat.people.roster(shown.members(), shown.sender(), shown.time().at());
    }

    private Event identified(Event shown, OpenChat chat, Content content) {
        Instant at = shown.time().at();
        Person sender = shown.sender();
        return new Event(
                shown.chat().identified(chat.id),
                shown.time(),
                sender == null ? null : chat.people.identify(sender, at),
                roster(shown, chat).members(),
                shown.direction(),
                shown.key(),
                content.mapPeople(person -> chat.people.identify(person, at)),
                shown.provenance());
    }

    /// Fills in the items that an event is about, where the archive holds them.
    private Content referring(Content content, OpenChat chat, @Nullable Known completed) {
        return switch (content) {
            case Content.Message message -> message.withQuote(quote(message, chat, completed));
            case Content.Edit(MessageRef target, Content.Message replacement) ->
                    new Content.Edit(found(target, chat), replacement);
            case Content.Deletion(MessageRef target, var scope, var by, var text) ->
                    new Content.Deletion(found(target, chat), scope, by, text);
            case Content.Reaction(MessageRef target, String emoji) ->
                    new Content.Reaction(found(target, chat), emoji);
            default -> content;
        };
    }

    /// A reply stays one: that it also completes an item is told by the name they share.
    private @Nullable Quote quote(
            Content.Message message, OpenChat chat, @Nullable Known completed) {
        Quote quote = message.quote();
        if (quote == null) {
            return completed == null ? null : Quote.completing(completed.id);
        }
        // Without author and text it would read as the mark of a completion.
        boolean says = quote.author() != null || quote.text() != null;
        return says ? new Quote(found(quote.target(), chat), quote.author(), quote.text()) : quote;
    }

    private MessageRef found(MessageRef target, OpenChat chat) {
        Known known = target.item() != null ? null : held(chat, target.key());
        return known == null ? target : new MessageRef(known.id, target.key());
    }

    /// The item of that name: of several the last one that is no placeholder.
    private @Nullable Known held(OpenChat chat, @Nullable MessageKey key) {
        List<NaturalKey> names = MessageNames.of(chat.id, key);
        Known found = null;
        for (Known known : names.isEmpty() ? List.<Known>of() : items.named(names)) {
            boolean better =
                    switch (known.kind) {
                        case MESSAGE, CALL -> true;
                        case UNREADABLE -> found == null;
                        default -> false;
                    };
            found = better ? known : found;
        }
        return found;
    }
}
