package dev.wharf.capture.webhook;

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

/// Counts the events of a capture of webhooks, in bounded memory. For one thread.
public final class WebhookSurvey {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final int MOST_SENDERS = 10_000;
    private static final int MOST_OWNERS = 100;
    private static final int MOST_PLACES = 5;
    private static final String OTHERS = "others";

    private final CaptureRecord record;
    private final Terms terms;
    private final Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
    private final Map<String, Long> senders = new LinkedHashMap<>();
    private final Set<Person> owners = new LinkedHashSet<>();
    private final Count unknown = new Count();
    private final Count nothing = new Count();
    private final Count timeless = new Count();
    private long events;
    private long found;
    private long missing;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /// How a source speaks of what was found.
    ///
    /// @param source the format's and the profile's name
    /// @param times how its times are counted
    /// @param owner what says whose the webhooks are
    /// @param nobody when nothing says it
    /// @param several with `%d` for how many there are
    /// @param timeless with `%d` for how many updates have no time
    /// @param nothing with `%d` for how many held no update
    public record Terms(
            String source,
            String times,
            String owner,
            String nobody,
            String several,
            String timeless,
            String nothing) {}

    public WebhookSurvey(CaptureRecord record, Terms terms) {
        this.record = record;
        this.terms = terms;
    }

    public long events() {
        return events;
    }

    public void event(String locator, Draft draft) {
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

    /// Something that held no update.
    public void nothing(String locator) {
        nothing.add(locator);
    }

    public SourceReport report() {
        String name = record.envelope().name();
        Decision times = new Decision("UTC", "given", List.of(terms.times()));
        Person owner = owners.size() == 1 ? owners.iterator().next() : null;
        return new SourceReport(
                name == null ? "" : name,
                record.digest(),
                terms.source(),
                terms.source(),
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
            return new Decision(owner.label(), "given", List.of(terms.owner()));
        }
        return new Decision(
                null,
                "undecided",
                List.of(
                        owners.isEmpty()
                                ? terms.nobody()
                                : terms.several().formatted(owners.size())));
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        unknown.warn(warnings, "%d updates are of no kind this version knows; they are kept raw");
        timeless.warn(warnings, terms.timeless());
        nothing.warn(warnings, terms.nothing());
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
