package dev.wharf.connector.intake;

import dev.wharf.connector.align.Aligner;
import dev.wharf.connector.align.Anchors;
import dev.wharf.connector.align.HeldChat;
import dev.wharf.connector.align.Overlap;
import dev.wharf.connector.align.Plan;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Finds out, before the events of a capture with names are archived, which of them are items that
/// came without names: in exports.
///
/// An archive without exports is asked nothing. Otherwise the events are read once for the anchors
/// of chats that an export may be of, and once more where one is. Memory: the anchors of up to 256
/// days a chat, then one window of lines a chat. For one thread.
final class MergeSearch {
    private static final int MOST_DAYS = 256;

    private final IntakeState state;
    private final Pipeline pipeline;
    private final ChatBook chats;
    private final NamelessChats nameless;
    private final KnownItems items;
    private final NamedItems named;

    /// All events of a capture, from the start.
    interface Walk {
        void events(DecodedCapture.Sink sink) throws IOException;
    }

    /// What was seen of one chat.
    static final class Sample {
        final ChatAddress address;
        final ChatKind kind;
        final Set<ConversationId> ids = new LinkedHashSet<>();
        final Anchors anchors = new Anchors(MOST_DAYS);
        final Set<String> titles = new LinkedHashSet<>();
        final Set<String> owners = new LinkedHashSet<>();
        int firstDay = Integer.MAX_VALUE;
        int lastDay = Integer.MIN_VALUE;
        long unknown;
        @Nullable Aligner aligner;

        Sample(ChatAddress address, Event event) {
            this.address = address;
            this.kind = event.chat().kind();
        }
    }

    MergeSearch(
            IntakeState state,
            Pipeline pipeline,
            ChatBook chats,
            Reading reading,
            KnownItems items,
            NamedItems named) {
        this.state = state;
        this.pipeline = pipeline;
        this.chats = chats;
        this.items = items;
        this.named = named;
        this.nameless = new NamelessChats(state.reader(), chats, state.book(), reading.policy());
    }

    /// Whether anything could be found in any capture.
    boolean isAnythingNameless() {
        return chats.mayJoin();
    }

    /// @param most how many pairs of chats may be compared by their content alone
    Merge find(Walk capture, CaptureOwner owner, int most) throws IOException {
        if (!chats.mayJoin()) {
            return Merge.NONE;
        }
        String account = owner.given();
        nameless.refresh();
        Map<ConversationId, Sample> samples = new LinkedHashMap<>();
        capture.events(decoded -> sample(decoded, account, samples));
        samples.values().removeIf(sample -> sample.unknown == 0);
        if (samples.isEmpty()) {
            return Merge.NONE;
        }
        List<Change> joins = new ArrayList<>();
        long base = state.reader().lastSequence();
        nameless.budget(most);
        samples.values().removeIf(sample -> !begin(sample, base, joins));
        if (samples.isEmpty()) {
            return Merge.NONE;
        }
        capture.events(decoded -> align(decoded, account, samples));
        Map<ConversationId, Plan> plans = new HashMap<>();
        samples.forEach(
                (id, sample) -> {
                    Plan plan = Objects.requireNonNull(sample.aligner).plan();
                    if (plan.isAnyHeld()) {
                        plans.put(id, plan);
                    }
                });
        return new Merge(plans, account, joins);
    }

    private void sample(
            DecodedEvent decoded, @Nullable String account, Map<ConversationId, Sample> samples) {
        Event event = decoded.event();
        if (!Merge.isLine(event) || !nameless.covers(event)) {
            return;
        }
        ChatAddress address = ChatAddress.of(event, account);
        Sample sample =
                samples.computeIfAbsent(address.conversation(), _ -> new Sample(address, event));
        sample.ids.addAll(address.alsoShown(event));
        Chat chat = event.chat();
        if (chat.title() != null) {
            sample.titles.add(chat.title());
        }
        if (account != null) {
            sample.owners.add(account);
        }
        address.owners(event).forEach(sample.owners::add);
        if (!isKnown(decoded, sample)) {
            int day = NamelessChats.day(event);
            sample.firstDay = Math.min(sample.firstDay, day);
            sample.lastDay = Math.max(sample.lastDay, day);
            sample.unknown++;
            sample.anchors.add(event, sender(event));
        }
    }

    /// One person for all the ways in which the capture shows somebody.
    private @Nullable Person sender(Event event) {
        Person sender = event.sender();
        if (sender == null) {
            return null;
        }
        if (sender.phone() != null) {
            return Person.numbered(sender.phone());
        }
        if (sender.lid() == null) {
            return sender;
        }
        return Stream.concat(
                        event.members().stream()
                                .filter(one -> sender.lid().equals(one.lid()))
                                .flatMap(one -> Stream.ofNullable(one.phone())),
                        numbers(sender.lid()))
                .findFirst()
                .map(Person::numbered)
                .orElse(sender);
    }

    private Stream<PhoneNumber> numbers(Lid lid) {
        return state
                .book()
                .byLid(lid.digits())
                .map(party -> state.book().values(party, AliasKind.PHONE))
                .orElse(List.of())
                .stream()
                .map(PhoneNumber::new);
    }

    /// Whether the archive holds the message under its name.
    private boolean isKnown(DecodedEvent decoded, Sample sample) {
        boolean known =
                chats.ids(sample.address, state.book()).stream()
                        .flatMap(
                                id ->
                                        items
                                                .named(
                                                        MessageNames.of(
                                                                id, decoded.event(), decoded.raw()))
                                                .stream())
                        .anyMatch(one -> KnownItems.isSaid(one.kind));
        items.forget(pipeline.committed());
        return known;
    }

    /// @return whether there is a chat to align it with
    private boolean begin(Sample sample, long base, List<Change> joins) {
        sample.ids.addAll(chats.ids(sample.address, state.book()));
        List<ConversationId> found = nameless.of(sample, base, named::isNameless);
        if (found.isEmpty()) {
            return false;
        }
        ConversationId into = found.getFirst();
        for (ConversationId id : found) {
            joins.addAll(chats.join(id, into, "same content"));
        }
        for (ConversationId id : sample.ids) {
            joins.addAll(chats.join(id, into, "messages without names are of this address"));
        }
        HeldChat held = nameless.held(into, base, named::isNameless);
        Overlap overlap = Overlap.ofUtc(sample.anchors, held);
        joins.addAll(chats.shifted(into, overlap));
        boolean isKnown = chats.isShiftKnown(into);
        if (overlap.votes() < ChatShift.ENOUGH) {
            overlap = overlap.shiftedFirst(chats.shifts(into));
        }
        sample.aligner = new Aligner(held, overlap, sample.anchors, !isKnown);
        return true;
    }

    private void align(
            DecodedEvent decoded, @Nullable String account, Map<ConversationId, Sample> samples) {
        Event event = decoded.event();
        if (!Merge.isLine(event)) {
            return;
        }
        Sample sample = samples.get(ChatAddress.of(event, account).conversation());
        if (sample == null) {
            return;
        }
        Aligner aligner = Objects.requireNonNull(sample.aligner);
        if (!nameless.covers(event) || isKnown(decoded, sample)) {
            aligner.pass(event, sender(event));
        } else {
            aligner.add(event, sender(event));
        }
    }
}
