package dev.wharf.capture.database;

import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Decision;
import dev.wharf.core.capture.SourceReport.Question;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts what a backup holds, in bounded memory: events by kind, people, files, and whatever is
/// odd, how often and where first. For one thread.
public final class BackupSurvey {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final int MOST_SENDERS = 10_000;
    private static final int MOST_PLACES = 5;
    private static final int MOST_NOTES = 200;
    private static final int MOST_TYPES = 500;
    private static final String OTHERS = "others";

    private final CaptureRecord record;
    private final String kind;
    private final String platform;
    private final Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
    private final Map<String, Long> senders = new LinkedHashMap<>();
    private final Map<String, Long> types = new TreeMap<>();
    private final List<String> sentences = new ArrayList<>();
    private final Map<String, Count> notes = new LinkedHashMap<>();
    private final List<Question> questions = new ArrayList<>();
    private long events;
    private long found;
    private long missing;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /// @param kind `android-backup`, `ios-backup`
    /// @param platform `android`, `ios`, `mac`
    public BackupSurvey(CaptureRecord record, String kind, String platform) {
        this.record = record;
        this.kind = kind;
        this.platform = platform;
    }

    public void event(Draft draft) {
        events++;
        byKind.merge(draft.content().kind(), 1L, Long::sum);
        for (Attachment attachment : attachments(draft.content())) {
            if (attachment.kind() == MediaKind.THUMBNAIL) {
                continue;
            }
            boolean there =
                    attachment.state() == AttachmentState.PENDING
                            || attachment.state() == AttachmentState.PRESENT;
            found += there ? 1 : 0;
            missing += attachment.state() == AttachmentState.MISSING ? 1 : 0;
        }
        Instant at = draft.time().at();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        Person sender = draft.sender();
        if (sender != null) {
            String label = sender.label();
            boolean room = senders.size() < MOST_SENDERS || senders.containsKey(label);
            senders.merge(room ? label : OTHERS, 1L, Long::sum);
        }
    }

    private static List<Attachment> attachments(Content content) {
        return switch (content) {
            case Content.Message message -> message.attachments();
            case Content.Edit edit -> edit.replacement().attachments();
            default -> List.of();
        };
    }

    /// Something odd, at a place. Becomes one warning for all places: `17 messages of type 77, …
    /// (message:4; …)`.
    ///
    /// @param what with the count in front of it in mind: `messages of type 77, which this version
    ///   does not know; they are kept raw`
    /// @param locator as in provenance
    public void note(String what, String locator) {
        Count count = notes.get(what);
        if (count == null && notes.size() < MOST_NOTES) {
            count = new Count();
            notes.put(what, count);
        }
        if (count != null) {
            count.add(locator);
        }
    }

    /// One message of a type, by the database's own name of it.
    public void type(String type) {
        if (types.size() < MOST_TYPES || types.containsKey(type)) {
            types.merge(type, 1L, Long::sum);
        }
    }

    /// What a person must know of the whole, as one warning.
    public void say(String sentence) {
        if (sentences.size() < MOST_NOTES) {
            sentences.add(sentence);
        }
    }

    /// What must be answered before anything of it is archived.
    public void ask(Question question) {
        questions.add(question);
    }

    public long events() {
        return events;
    }

    /// @param owner whose phone it is; null when nothing tells
    /// @param evidence what tells, or that nothing does
    public SourceReport report(@Nullable Person owner, String evidence) {
        Decision times =
                new Decision("UTC", "given", List.of("databases count from an epoch, in UTC"));
        String given =
                record.envelope().options().getOrDefault("owner", record.envelope().account());
        Decision decision =
                owner == null && given != null
                        ? new Decision(given, "given", List.of("said by whoever handed it over"))
                        : new Decision(
                                owner == null ? null : owner.label(),
                                owner == null ? "undecided" : "evident",
                                List.of(evidence));
        String name = record.envelope().name();
        return new SourceReport(
                name == null ? "" : name,
                record.digest(),
                kind,
                platform,
                new Decision("epoch", "given", times.evidence()),
                times,
                null,
                owner,
                decision,
                events,
                byKind,
                local(first),
                local(last),
                senders,
                found,
                missing,
                warnings(),
                questions);
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>(sentences);
        if (!types.isEmpty()) {
            List<String> counts = new ArrayList<>();
            types.forEach((type, count) -> counts.add(type + ": " + count));
            warnings.add("messages by the database's type: " + String.join(", ", counts));
        }
        notes.forEach((what, count) -> warnings.add(count.text(what)));
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

        String text(String what) {
            String more = count > places.size() ? "; …" : "";
            return "%d %s (%s%s)".formatted(count, what, String.join("; ", places), more);
        }
    }
}
