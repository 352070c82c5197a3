package dev.wharf.capture.linked;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Decision;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts the events of a capture, in bounded memory.
final class Survey implements UpdateReader.Out {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final int MOST_SENDERS = 10_000;
    private static final int MOST_OWNERS = 100;
    private static final int MOST_PLACES = 5;
    private static final String OTHERS = "others";

    private final CaptureRecord record;
    private final Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
    private final Map<String, Long> senders = new LinkedHashMap<>();
    private final Set<Person> owners = new LinkedHashSet<>();
    private final Count unknown = new Count();
    private final Count nothing = new Count();
    private final Count timeless = new Count();
    private long events;
    private long webhooks;
    private long found;
    private long missing;
    private @Nullable Instant first;
    private @Nullable Instant last;

    Survey(CaptureRecord record) {
        this.record = record;
    }

    /// How many documents were webhooks of a gateway that is known.
    long webhooks() {
        return webhooks;
    }

    @Override
    public void event(String locator, byte[] raw, Draft draft) {
        events++;
        byKind.merge(draft.content().kind(), 1L, Long::sum);
        for (Attachment attachment : attachments(draft.content())) {
            found += attachment.state() == AttachmentState.PENDING ? 1 : 0;
            missing += attachment.state() == AttachmentState.MISSING ? 1 : 0;
        }
        if (draft.content() instanceof Content.Unknown) {
            unknown.add(locator);
        }
        if (draft.time().localText() != null) {
            timeless.add(locator);
        }
        Instant at = draft.time().at();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        people(draft);
    }

    private void people(Draft draft) {
        Person sender = draft.sender();
        if (sender != null) {
            String label = sender.label();
            boolean room = senders.size() < MOST_SENDERS || senders.containsKey(label);
            senders.merge(room ? label : OTHERS, 1L, Long::sum);
        }
        for (Person member : draft.members()) {
            if (member.owner() && member.phone() != null && owners.size() < MOST_OWNERS) {
                owners.add(member);
            }
        }
    }

    private static List<Attachment> attachments(Content content) {
        return switch (content) {
            case Content.Message message -> message.attachments();
            case Content.Edit edit -> edit.replacement().attachments();
            default -> List.of();
        };
    }

    @Override
    public void webhook(String locator, int events) {
        webhooks++;
        if (events == 0) {
            nothing.add(locator);
        }
    }

    SourceReport report() {
        String name = record.envelope().name();
        Decision times = new Decision("UTC", "given", List.of("webhooks count from 1970, in UTC"));
        Person owner = owners.size() == 1 ? owners.iterator().next() : null;
        return new SourceReport(
                name == null ? "" : name,
                record.digest(),
                "linked-device",
                "linked-device",
                new Decision("epoch", "given", times.evidence()),
                times,
                null,
                owner,
                ownerDecision(owner),
                events,
                byKind,
                local(first),
                local(last),
                senders,
                found,
                missing,
                warnings(),
                List.of());
    }

    private Decision ownerDecision(@Nullable Person owner) {
        if (owner != null) {
            return new Decision(
                    owner.label(), "given", List.of("the webhooks name their own account"));
        }
        return new Decision(
                null,
                "undecided",
                List.of(
                        owners.isEmpty()
                                ? "no webhook shows its own number"
                                : "webhooks of %d accounts".formatted(owners.size())));
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        unknown.warn(warnings, "%d updates are of no kind this version knows; they are kept raw");
        timeless.warn(
                warnings,
                "%d updates have a time that cannot be read; that of receipt stands for it");
        nothing.warn(
                warnings,
                "%d webhooks say nothing that is evidence (typing, presence, what others repeat)");
        return warnings;
    }

    private static @Nullable String local(@Nullable Instant at) {
        return at == null
                ? null
                : LOCAL.format(LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC));
    }

    /// How often, and where first.
    private static final class Count {
        private final List<String> places = new ArrayList<>();
        private long count;

        void add(String locator) {
            count++;
            if (places.size() < MOST_PLACES) {
                places.add(locator);
            }
        }

        void warn(List<String> warnings, String text) {
            if (count > 0) {
                warnings.add(text.formatted(count) + " (" + String.join("; ", places) + ")");
            }
        }
    }
}
