package dev.wharf.connector.intake;

import dev.wharf.connector.align.HeldChat;
import dev.wharf.connector.align.Overlap;
import dev.wharf.connector.intake.MergeSearch.Sample;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.connector.people.PartyBook;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.DaySpan;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.PhoneNumber;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// The chats that exports brought, as candidates for what a source with addresses shows. For one
/// thread.
final class NamelessChats {
    private static final long SECONDS_A_DAY = 86_400;

    /// Days since 1970 that are looked at: nobody's clock is beyond the year 2079.
    private static final int MOST_DAYS = 40_000;

    private final ArchiveReader reader;
    private final ChatBook chats;
    private final PartyBook book;
    private final MailboxPolicy mailboxes;
    private final ChatPolicy policy;
    private Map<ConversationId, List<ChatView>> views = Map.of();
    private final Map<ConversationId, DaySpan> spans = new LinkedHashMap<>();
    private final BitSet days = new BitSet();
    private long revision = -1;
    private int budget;

    NamelessChats(ArchiveReader reader, ChatBook chats, PartyBook book, MailboxPolicy mailboxes) {
        this.reader = reader;
        this.book = book;
        this.chats = chats;
        this.mailboxes = mailboxes;
        this.policy = new ChatPolicy(chats);
    }

    /// Looks at what there is now.
    void refresh() {
        if (revision == chats.revision()) {
            return;
        }
        revision = chats.revision();
        views = chats.nameless();
        spans.clear();
        days.clear();
        views.forEach(
                (id, called) -> {
                    DaySpan span = span(id, called);
                    spans.put(id, span);
                    if (span.firstDay() <= span.lastDay()) {
                        days.set(span.firstDay(), span.lastDay() + 1);
                    }
                });
    }

    /// The days that exports showed, as far as that was noted; else all there are.
    private DaySpan span(ConversationId id, List<ChatView> called) {
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (ChatView view : called) {
            if (view.firstDay() == null || view.lastDay() == null) {
                DaySpan all =
                        held(id, Long.MAX_VALUE, _ -> true).span().orElse(new DaySpan(0, 0, 0));
                first = Math.min(first, all.firstDay());
                last = Math.max(last, all.lastDay());
            } else {
                first = Math.min(first, view.firstDay());
                last = Math.max(last, view.lastDay());
            }
        }
        return new DaySpan(
                Math.clamp((long) first - SurveyDays.OFF, 0, MOST_DAYS),
                Math.clamp((long) last + SurveyDays.OFF, 0, MOST_DAYS),
                0);
    }

    static int day(Event event) {
        long day = Math.floorDiv(event.time().at().getEpochSecond(), SECONDS_A_DAY);
        return day < 0 || day > MOST_DAYS ? -1 : (int) day;
    }

    /// Whether an export shows anything of the time around an event.
    boolean covers(Event event) {
        int day = day(event);
        return day >= 0 && days.get(day);
    }

    /// How many more chats may be compared by content alone.
    void budget(int most) {
        budget = most;
    }

    /// The chats of exports that a chat with an address is, the one to go on in first; empty for
    /// none.
    List<ConversationId> of(Sample sample, long base, LongPredicate free) {
        Set<ConversationId> found = new LinkedHashSet<>();
        sample.ids.stream().map(chats::primary).filter(views::containsKey).forEach(found::add);
        if (found.isEmpty()) {
            byRule(sample, base, free).forEach(found::add);
        }
        byContent(sample, found, base, free).forEach(found::add);
        return List.copyOf(found);
    }

    /// The same owner's chat with the same number, or group of the same subject, where there is one
    /// only and the content does not speak against it.
    private List<ConversationId> byRule(Sample sample, long base, LongPredicate free) {
        List<ConversationId> called =
                candidates(sample)
                        .filter(id -> views(id).stream().anyMatch(view -> fits(view, sample)))
                        .toList();
        return called.size() == 1
                        && policy.mayBeTheSame(overlap(sample, called.getFirst(), base, free))
                ? called
                : List.of();
    }

    private boolean fits(ChatView view, Sample sample) {
        boolean called =
                sample.kind == ChatKind.GROUP
                        ? sample.titles.stream().anyMatch(title -> isTitle(view, title))
                        : sample.address.isWith(number(view.title()))
                                || view.senders().stream()
                                        .anyMatch(label -> sample.address.isWith(number(label)));
        return called && isSameOwner(view, sample);
    }

    private static boolean isTitle(ChatView view, String title) {
        return !view.title().isEmpty() && view.title().equals(ChatPolicy.plain(title));
    }

    private static String number(String label) {
        return PhoneNumber.parse(label).map(PhoneNumber::e164).orElse("");
    }

    private boolean isSameOwner(ChatView view, Sample sample) {
        LocalDate day = LocalDate.ofEpochDay(sample.firstDay);
        var mailbox = mailboxes.ownerMailbox(view.owner(), day);
        return !view.owner().isEmpty()
                && sample.owners.stream()
                        .anyMatch(
                                owner ->
                                        owner.equalsIgnoreCase(view.owner())
                                                || (mailbox.isPresent()
                                                        && mailbox.equals(
                                                                mailboxes.ownerMailbox(
                                                                        owner, day))));
    }

    private List<ConversationId> byContent(
            Sample sample, Set<ConversationId> found, long base, LongPredicate free) {
        List<Overlap> same = new ArrayList<>();
        candidates(sample)
                .filter(id -> !found.contains(id))
                .filter(id -> mayCompare(sample, id))
                .map(id -> overlap(sample, id, base, free))
                .filter(overlap -> policy.isOfAddress(overlap, sample.kind, sample.titles))
                .forEach(same::add);
        same.sort(Comparator.comparingInt(Overlap::found).reversed());
        return same.stream().map(Overlap::chat).toList();
    }

    /// One that is called the same always; others while the budget lasts.
    private boolean mayCompare(Sample sample, ConversationId id) {
        return sample.titles.stream().anyMatch(title -> policy.sameTitle(id, title))
                || budget-- > 0;
    }

    private Stream<ConversationId> candidates(Sample sample) {
        return spans.entrySet().stream()
                .filter(
                        span ->
                                span.getValue().firstDay() <= sample.lastDay
                                        && span.getValue().lastDay() >= sample.firstDay)
                .map(Map.Entry::getKey)
                .filter(id -> chats.primary(id).equals(id))
                .filter(id -> policy.kindsFit(id, sample.kind))
                .filter(id -> !isElsewhere(id, sample));
    }

    /// A group has one address; a chat of another address is another chat.
    private boolean isElsewhere(ConversationId id, Sample sample) {
        return chats.address(id).isPresent() && !sample.ids.contains(id);
    }

    private Overlap overlap(Sample sample, ConversationId id, long base, LongPredicate free) {
        return Overlap.ofUtc(sample.anchors, held(id, base, free));
    }

    HeldChat held(ConversationId id, long base, LongPredicate free) {
        return new HeldChat(reader, chats.group(id), base, free, book::person);
    }

    private List<ChatView> views(ConversationId id) {
        return views.getOrDefault(id, List.of());
    }
}
