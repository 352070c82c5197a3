package dev.wharf.connector.intake;

import dev.wharf.connector.align.BodyToken;
import dev.wharf.connector.align.Plan;
import dev.wharf.connector.intake.KnownItems.Known;
import dev.wharf.connector.intake.OpenChats.OpenChat;
import dev.wharf.connector.intake.Sameness.Found;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.PartyResolver;
import dev.wharf.connector.people.Roster;
import dev.wharf.connector.run.Counters;
import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
    private final NamedItems named;
    private final KnownItems items;
    private final References references;
    private final Sameness sameness;
    private final ItemCursor cursor;
    private final MergeSearch search;
    private final OpenChats open;
    private final BodyToken token = new BodyToken();

    private CaptureOwner owner = CaptureOwner.UNKNOWN;
    private Merge merge = Merge.NONE;
    private Gathering batch;
    private String ownerLabel = "";
    private boolean keepsErased;
    private final PartyResolver resolver;
    private final Consumer<Change.Resolve> resolved;
    private boolean showedErased;
    private long seenAgain;
    private long added;

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
        this.named = new NamedItems(state.reader());
        this.items = new KnownItems(state, named, chats);
        this.references = new References(items);
        this.sameness = new Sameness(items);
        this.cursor = new ItemCursor(state.reader());
        this.search = new MergeSearch(state, pipeline, chats, reading, items, named);
        this.open = new OpenChats(state, pipeline, reading.policy(), chats);
        this.resolver = reading.resolver();
        this.batch = new Gathering(state, Counters.NONE);
    }

    /// Begins a capture: whose the events that come now are, and where they go.
    ///
    /// @param label names the owner of whom nothing is known, deterministically
    /// @param keepsErased whether its original is kept even if it shows an erased item: then its
    ///   key must be destroyed, and the item is said to have been seen in it
    /// @param merge what its events are to items without names
    void begin(CaptureOwner owner, String label, Gathering into, boolean keepsErased, Merge merge) {
        this.merge = merge;
        if (!merge.joins().isEmpty()) {
            merge.joins().forEach(into::ready);
            open.forgetViews();
        }
        // Whose account an event is from stands in the event: one capture may hold several.
        this.owner = new CaptureOwner(owner.given(), null);
        this.ownerLabel = label;
        this.batch = into;
        this.keepsErased = keepsErased;
        this.showedErased = false;
    }

    /// See [MergeSearch].
    MergeSearch search() {
        return search;
    }

    /// An event that was dealt with before the intake was cut off.
    void passOver(Event shown) {
        merge.next(shown);
    }

    void accept(DecodedEvent decoded) throws IOException {
        Event shown = decoded.event();
        Merge.Step step = merge.next(shown);
        OpenChat chat = open.of(shown, owner, ownerLabel);
        // Everybody first: what one event shows of people holds for all of it.
        roster(shown, chat);
        chats.meet(chat.id(), shown.chat()).forEach(batch::ready);
        if (shown.content() instanceof Content.Receipt receipt) {
            receipt(decoded, chat, receipt);
        } else {
            event(decoded, chat, step);
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
        named.forget();
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

    private void event(DecodedEvent decoded, OpenChat chat, Merge.@Nullable Step step)
            throws IOException {
        Event shown = decoded.event();
        byte[] raw = decoded.raw();
        MessageKey about = MessageNames.about(shown.content());
        List<String> reactor = reactor(shown, chat);
        List<Known> own = references.known(chat, id -> MessageNames.of(id, shown, raw));
        List<Known> told =
                items.withThoseAbout(references.known(chat, id -> MessageNames.of(id, about)));
        List<Known> reactions = references.known(chat, id -> reaction(id, shown, reactor));
        Found found = sameness.of(shown, own, told, reactions);
        if (found.relation() != Sameness.Relation.SAME && !own.isEmpty()) {
            List<Known> all = items.withThoseAbout(own);
            found = all.size() > own.size() ? sameness.of(shown, all, told, reactions) : found;
        }
        List<NaturalKey> keys = new ArrayList<>(MessageNames.of(chat.id(), shown, raw));
        keys.addAll(MessageNames.of(chat.id(), about));
        keys.addAll(reaction(chat.id(), shown, reactor));
        boolean isTold = found.said() || found.relation() == Sameness.Relation.SAME;
        if (step != null && !isTold) {
            planned(decoded, chat, step, keys);
        } else {
            named(decoded, chat, found, keys);
        }
    }

    private static List<NaturalKey> reaction(
            ConversationId chat, Event shown, List<String> reactor) {
        return shown.content() instanceof Content.Reaction reaction
                ? MessageNames.ofReaction(chat, reaction.target().key(), reactor)
                : List.of();
    }

    /// Numbers and LIDs of who reacts: one source shows this one, another that.
    private List<String> reactor(Event shown, OpenChat chat) {
        Person sender = shown.sender();
        if (sender == null || !(shown.content() instanceof Content.Reaction)) {
            return List.of();
        }
        Person known = chat.people().identify(sender, shown.time().at());
        PartyId party = Objects.requireNonNull(known.party());
        List<String> addresses =
                Stream.concat(
                                state.book().values(party, AliasKind.PHONE).stream(),
                                state.book().values(party, AliasKind.LID).stream())
                        .toList();
        return addresses.isEmpty() ? List.of("party " + party.value()) : addresses;
    }

    /// What the archive says of the event by its names.
    private void named(DecodedEvent decoded, OpenChat chat, Found found, List<NaturalKey> keys)
            throws IOException {
        Event shown = decoded.event();
        Known about = found.about();
        if (found.relation() == Sameness.Relation.SAME && about != null) {
            again(shown, chat, about);
            nameFurther(about, keys);
            return;
        }
        Content stored = attachments.stored(decoded);
        boolean completes = found.relation() == Sameness.Relation.COMPLETES;
        if (completes && about != null && !sameness.showsMore(stored, about)) {
            // What was to complete it could not be read after all.
            again(shown, chat, about);
            return;
        }
        Content content =
                found.relation() == Sameness.Relation.EDITS && about != null
                        ? References.edit(stored, about, shown)
                        : references.referring(stored, chat, completes ? about : null);
        add(shown, chat, content, decoded.raw(), keys);
    }

    /// What alignment says of the event, whose names the archive does not know: the item, and what
    /// it is about, are known by them from now on.
    private void planned(
            DecodedEvent decoded, OpenChat chat, Merge.Step step, List<NaturalKey> keys)
            throws IOException {
        Event shown = decoded.event();
        ItemRow row = cursor.at(step.sequence());
        Known held = items.of(row);
        boolean same = step.action() == Plan.Action.SAME || held.erased;
        if (same) {
            again(shown, chat, held);
        }
        nameFurther(held, keys);
        if (row.target() != null) {
            state.reader().row(row.target()).ifPresent(of -> nameFurther(items.of(of), keys));
        }
        if (same) {
            return;
        }
        Content stored = attachments.stored(decoded);
        Content content =
                switch (step.action()) {
                    case EDIT -> References.edit(stored, held, shown);
                    case DELETION -> References.deletion(stored, held);
                    default -> references.referring(stored, chat, held);
                };
        add(shown, chat, content, decoded.raw(), keys);
    }

    /// A source shows further names of an item: what is about it may use any of them.
    private void nameFurther(Known known, List<NaturalKey> keys) {
        for (NaturalKey key : keys) {
            if (!known.erased && items.name(known, key, state.nextBatch())) {
                batch.ready(new Change.AddKey(known.id, key));
            }
        }
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
        Known known = references.held(chat, about);
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
}
