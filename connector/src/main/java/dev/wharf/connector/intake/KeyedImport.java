package dev.wharf.connector.intake;

import dev.wharf.connector.align.BodyToken;
import dev.wharf.connector.intake.KnownItems.Known;
import dev.wharf.connector.intake.OpenChats.OpenChat;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.PartyResolver;
import dev.wharf.connector.people.Roster;
import dev.wharf.connector.run.Counters;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/// Takes captures of sources whose messages carry names of WhatsApp's own, of any number of chats
/// and accounts, and gathers what they change.
///
/// What the archive holds under the same name is seen again; a name that stood for a placeholder
/// (undecryptable, never shown, a file that was missing) is completed by an item of its own. A name
/// alone is no identity: the same name with other words is another item.
///
/// For one thread. Everything it decides depends on the captures, their options and the archive, so
/// that after a crash the same captures give the same items, however they are divided into commits.
final class KeyedImport {
    private static final int SECONDS_A_DAY = 86_400;

    private final IntakeState state;
    private final Pipeline pipeline;
    private final ChatBook chats;
    private final AttachmentStore attachments;
    private final KnownItems items;
    private final OpenChats open;
    private final BodyToken token = new BodyToken();

    private CaptureOwner owner = CaptureOwner.UNKNOWN;
    private Gathering batch;
    private String ownerLabel = "";
    private boolean keepsErased;
    private final PartyResolver resolver;
    private final Consumer<Change.Resolve> resolved;
    private boolean showedErased;
    private long seenAgain;
    private long added;

    /// What an item that has the event's name is to it.
    private enum Relation {
        SAME,
        COMPLETED,
        OTHER
    }

    /// @param resolved told, once it is committed, of everybody whose waiting items got a mailbox
    KeyedImport(
            IntakeState state,
            Pipeline pipeline,
            Reading reading,
            ChatBook chats,
            Consumer<Change.Resolve> resolved) {
        this.resolved = resolved;
        this.state = state;
        this.pipeline = pipeline;
        this.chats = chats;
        this.attachments = new AttachmentStore(state.writer());
        this.items = new KnownItems(state);
        this.open = new OpenChats(state, pipeline, reading.policy(), chats);
        this.resolver = reading.resolver();
        this.batch = new Gathering(state, Counters.NONE);
    }

    /// Begins a capture: whose the events that come now are, and where they go.
    ///
    /// @param label names the owner of whom nothing is known, deterministically
    /// @param keepsErased whether its original is kept even if it shows an erased item: then its
    ///   key must be destroyed, and the item is said to have been seen in it
    void begin(CaptureOwner owner, String label, Gathering into, boolean keepsErased) {
        // Whose account an event is from stands in the event: one capture may hold several.
        this.owner = new CaptureOwner(owner.given(), null);
        this.ownerLabel = label;
        this.batch = into;
        this.keepsErased = keepsErased;
        this.showedErased = false;
    }

    void accept(DecodedEvent decoded) throws IOException {
        Event shown = decoded.event();
        OpenChat chat = open.of(shown, owner, ownerLabel);
        // Everybody first: what one event shows of people holds for all of it.
        roster(shown, chat);
        chats.meet(chat.id(), shown.chat()).forEach(batch::ready);
        if (shown.content() instanceof Content.Receipt receipt) {
            receipt(decoded, chat, receipt);
        } else {
            event(decoded, chat);
        }
        resolveRevealed();
    }

    /// Who was met under a LID alone, and waits for a mailbox since, has it now that the number is
    /// known.
    private void resolveRevealed() {
        for (PartyRecord party : state.book().drainRevealed()) {
            batch.partiesFirst();
            for (Change.Resolve resolve :
                    resolver.resolve(party, Expectation.Reason.USER_UNMAPPED)) {
                batch.ready(resolve);
                state.resolved(resolve);
                items.resolved(resolve);
            }
        }
    }

    /// Whether people were resolved since the last [#settled]: everything should be committed soon.
    boolean hasResolved() {
        return state.isResolving();
    }

    /// Everything submitted is committed.
    void settled() {
        if (state.isResolving()) {
            state.settled().forEach(resolved);
            items.forgetAll();
        }
    }

    /// Forgets what the archive can tell by now, when there is much of it.
    void forget() {
        items.forget(pipeline.committed());
        open.forget();
    }

    /// Forgets everything about items; all that was submitted must be committed.
    void forgetAll() {
        items.forgetAll();
    }

    /// Whether the capture shows an item that was erased: its bytes may not be kept.
    boolean showedErased() {
        return showedErased;
    }

    /// Events that the archive had already, of all captures so far.
    long seenAgain() {
        return seenAgain;
    }

    /// Of all captures so far.
    long added() {
        return added;
    }

    private void event(DecodedEvent decoded, OpenChat chat) throws IOException {
        Event shown = decoded.event();
        List<NaturalKey> keys = MessageNames.of(chat.id(), shown, decoded.raw());
        long body = token.of(shown.content());
        Known completed = null;
        for (Known known : known(chat, id -> MessageNames.of(id, shown, decoded.raw()))) {
            switch (relation(known, shown.content(), body)) {
                case SAME -> {
                    again(shown, chat, known);
                    nameFurther(known, keys);
                    return;
                }
                case COMPLETED -> completed = first(completed, known);
                case OTHER -> {}
            }
        }
        Content stored = attachments.stored(decoded);
        if (completed != null && !showsMore(stored, completed)) {
            // What was to complete it could not be read after all.
            again(shown, chat, completed);
            return;
        }
        add(shown, chat, referring(stored, chat, completed), decoded.raw(), keys);
    }

    /// A source shows further names of an item: what is about it may use any of them.
    private void nameFurther(Known known, List<NaturalKey> keys) {
        for (NaturalKey key : keys) {
            if (!known.erased && items.name(known, key, state.nextBatch())) {
                batch.ready(new Change.AddKey(known.id, key));
            }
        }
    }

    /// Items of a name, in this chat and wherever it stood before its address was known.
    private List<Known> known(OpenChat chat, Function<ConversationId, List<NaturalKey>> name) {
        List<Known> here = items.named(name.apply(chat.id()));
        if (chat.before().isEmpty()) {
            return here;
        }
        List<Known> all = new ArrayList<>(here);
        chat.before().forEach(id -> all.addAll(items.named(name.apply(id))));
        return all;
    }

    /// Of several that are completed, the message that came first; else the last placeholder.
    private static Known first(@Nullable Known before, Known known) {
        return before != null && before.kind == EventKind.MESSAGE ? before : known;
    }

    private boolean showsMore(Content stored, Known completed) {
        return completed.kind == EventKind.UNREADABLE
                || !BodyToken.sameInAnyState(token.of(stored), completed.token())
                || Files.held(stored) > files(completed, stored);
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
            return BodyToken.showsMore(body) && Files.held(content) > files(known, content)
                    ? Relation.COMPLETED
                    : Relation.SAME;
        }
        return switch (known.kind) {
            case UNREADABLE -> placeholder ? Relation.OTHER : Relation.COMPLETED;
            case MESSAGE -> placeholder ? Relation.SAME : Relation.OTHER;
            default -> Relation.OTHER;
        };
    }

    /// How many of its files the archive holds. The token says whether there are any: only of a
    /// message with several the item must be asked.
    private int files(Known known, Content content) {
        if (!BodyToken.showsMore(known.token())) {
            return 0;
        }
        return Files.named(content) > 1 ? items.files(known) : 1;
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
        showedErased |= known.erased;
        if (keepsErased || !known.erased) {
            batch.ready(new Change.Corroborate(known.id, shown.provenance(), grows ? after : null));
        }
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
        ItemId id =
                chat.mint().mint(day, token.of(content), state.nextBatch(), pipeline.committed());
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
                            MessageNames.of(chat.id(), unseen, decoded.raw()));
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
        return chat.people().roster(shown.members(), shown.sender(), shown.time().at());
    }

    private Event identified(Event shown, OpenChat chat, Content content) {
        Instant at = shown.time().at();
        Person sender = shown.sender();
        return new Event(
                shown.chat().identified(chat.id()),
                shown.time(),
                sender == null ? null : chat.people().identify(sender, at),
                roster(shown, chat).members(),
                shown.direction(),
                shown.key(),
                content.mapPeople(person -> chat.people().identify(person, at)),
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
        Known found = null;
        for (Known known :
                key == null ? List.<Known>of() : known(chat, id -> MessageNames.of(id, key))) {
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
