package dev.wharf.connector.intake;

import dev.wharf.connector.align.Aligner;
import dev.wharf.connector.align.Anchors;
import dev.wharf.connector.align.HeldChat;
import dev.wharf.connector.align.Overlap;
import dev.wharf.connector.align.Plan;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.CapturePeople.Images;
import dev.wharf.connector.people.PartyBook;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.TimeBasis;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out which chat of the archive a capture is of, and what of it is there already.
///
/// A capture that no chat overlaps in time is a new chat without a further look: it is read once.
/// Otherwise it is read twice more, for anchors and for the plan.
final class ChatFinder {
    private final ArchiveReader reader;
    private final ChatBook chats;
    private final PartyBook book;
    private final ChatPolicy policy;

    ChatFinder(ArchiveReader reader, ChatBook chats, PartyBook book) {
        this.reader = reader;
        this.book = book;
        this.chats = chats;
        this.policy = new ChatPolicy(chats);
    }

    /// @param before where an earlier try of the same capture left off
    ChatChoice find(
            CaptureRecord capture,
            CaptureOwner owner,
            DecodedCapture decoded,
            @Nullable IntakeProgress before)
            throws IOException {
        return before != null && before.conversation() != null
                ? again(ConversationId.parse(before.conversation()), decoded, before)
                : first(capture, owner, decoded);
    }

    private ChatChoice again(ConversationId id, DecodedCapture decoded, IntakeProgress before)
            throws IOException {
        if (before.newChat()) {
            return fresh(id, false);
        }
        Sample sample = sample(decoded);
        Overlap overlap = Overlap.of(sample.anchors, held(id, before.base()));
        return aligned(overlap, sample, decoded, before.base(), before.sameBook(), "begun before");
    }

    private ChatChoice first(CaptureRecord capture, CaptureOwner owner, DecodedCapture decoded)
            throws IOException {
        SourceReport report = decoded.outline();
        long base = reader.lastSequence();
        ConversationId minted = ChatBook.mint(capture, owner, report.chat());
        if (chats.chat(minted).isPresent()) {
            // It began that chat, and is decoded again: whatever it is read as now, it is of it.
            Sample sample = sample(decoded);
            Overlap overlap = Overlap.of(sample.anchors, held(minted, base));
            return aligned(overlap, sample, decoded, base, true, "same capture");
        }
        List<ConversationId> same = chats.calledSame(owner, report);
        Set<ConversationId> candidates = overlapping(report);
        if (candidates.isEmpty() && !same.isEmpty()) {
            return new ChatChoice(
                    same.getFirst(),
                    false,
                    "same owner and title",
                    new Images(Map.of(), true),
                    TimeBasis.ZONE_ASSUMED,
                    null,
                    List.of());
        }
        if (!candidates.isEmpty()) {
            Sample sample = sample(decoded);
            Optional<Overlap> best = best(sample, same, candidates, owner, report, base);
            if (best.isPresent()) {
                ConversationId chat = best.get().chat();
                boolean called = same.contains(chat);
                String how = called ? "same owner and title" : "same content";
                List<Change> joins = new ArrayList<>();
                if (chats.address(chat).isEmpty()) {
                    addressed(sample, chat, candidates, owner, report, base)
                            .ifPresent(id -> joins.addAll(chats.join(id, chat, "same content")));
                } else if (!called) {
                    how = "same content as of the chat's address";
                }
                Overlap overlap =
                        joins.isEmpty() ? best.get() : Overlap.of(sample.anchors, held(chat, base));
                return aligned(overlap, sample, decoded, base, called, how).joining(joins);
            }
        }
        return fresh(minted, true);
    }

    /// The chat of an address that this one is too: a live source or a database has shown it, and
    /// nobody knew then that both are one.
    private Optional<ConversationId> addressed(
            Sample sample,
            ConversationId chat,
            Set<ConversationId> candidates,
            CaptureOwner owner,
            SourceReport report,
            long base) {
        return candidates.stream()
                .filter(id -> !id.equals(chat) && chats.address(id).isPresent())
                .filter(id -> policy.kindsFit(id, sample.kind))
                .filter(id -> sample.kind != ChatKind.GROUP || policy.sameTitle(id, report.chat()))
                .sorted(Comparator.comparingLong(ConversationId::value))
                .map(id -> Overlap.of(sample.anchors, held(id, base)))
                .filter(overlap -> policy.isTheSame(overlap, sample.kind, owner, report))
                .max(Comparator.comparingInt(Overlap::found))
                .map(Overlap::chat);
    }

    private HeldChat held(ConversationId id, long base) {
        return new HeldChat(reader, chats.group(id), base, _ -> true, book::person);
    }

    private Optional<Overlap> best(
            Sample sample,
            List<ConversationId> same,
            Set<ConversationId> candidates,
            CaptureOwner owner,
            SourceReport report,
            long base) {
        Optional<Overlap> called =
                same.stream()
                        .map(id -> Overlap.of(sample.anchors, held(id, base)))
                        .filter(policy::mayBeTheSame)
                        .max(Comparator.comparingInt(Overlap::found));
        if (called.isPresent()) {
            return called;
        }
        return candidates.stream()
                .filter(id -> !same.contains(id))
                .filter(id -> policy.kindsFit(id, sample.kind))
                .sorted(Comparator.comparingLong(ConversationId::value))
                .map(id -> Overlap.of(sample.anchors, held(id, base)))
                .filter(overlap -> policy.isTheSame(overlap, sample.kind, owner, report))
                .max(Comparator.comparingInt(Overlap::found));
    }

    /// Chats that hold anything within the capture's time.
    private Set<ConversationId> overlapping(SourceReport report) {
        Set<ConversationId> found = new HashSet<>();
        int off = SurveyDays.OFF;
        int first = SurveyDays.day(report.firstLocal()).orElse(Integer.MIN_VALUE + off) - off;
        int last = SurveyDays.day(report.lastLocal()).orElse(Integer.MAX_VALUE - off) + off;
        for (ConversationRecord chat : chats.chats()) {
            reader.span(chat.id())
                    .filter(span -> span.firstDay() <= last && span.lastDay() >= first)
                    .ifPresent(_ -> found.add(chats.primary(chat.id())));
        }
        return found;
    }

    private static final class Sample {
        final Anchors anchors = new Anchors();
        ChatKind kind = ChatKind.UNKNOWN;
    }

    private static Sample sample(DecodedCapture decoded) throws IOException {
        Sample sample = new Sample();
        decoded.events(
                event -> {
                    sample.anchors.add(event.event());
                    if (sample.kind == ChatKind.UNKNOWN) {
                        sample.kind = event.event().chat().kind();
                    }
                });
        return sample;
    }

    private ChatChoice aligned(
            Overlap overlap,
            Sample sample,
            DecodedCapture decoded,
            long base,
            boolean sameBook,
            String how)
            throws IOException {
        Aligner aligner = new Aligner(held(overlap.chat(), base), overlap, sample.anchors);
        decoded.events(event -> aligner.add(event.event()));
        Plan plan = aligner.plan();
        return new ChatChoice(
                overlap.chat(),
                false,
                how,
                new Images(aligner.images(), sameBook),
                basis(plan),
                plan,
                List.of());
    }

    /// How the archive knows the time of the first aligned item that can be opened.
    private TimeBasis basis(Plan plan) {
        Optional<ItemRow> row = plan.firstAligned().flatMap(reader::row);
        return row.isEmpty() || row.get().erased()
                ? TimeBasis.ZONE_ASSUMED
                : reader.open(row.get()).event().time().basis();
    }

    private static ChatChoice fresh(ConversationId id, boolean untouched) {
        return new ChatChoice(
                id, untouched, "new", Images.NONE, TimeBasis.ZONE_ASSUMED, null, List.of());
    }
}
