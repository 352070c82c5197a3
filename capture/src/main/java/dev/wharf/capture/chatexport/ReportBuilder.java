package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

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

/// Puts together what the surveys of an export's texts found.
final class ReportBuilder {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final CaptureRecord record;
    private final List<TextSurvey.Result> texts = new ArrayList<>();
    private final Map<EventKind, Long> byKind = new EnumMap<>(EventKind.class);
    private final Map<String, Long> senders = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<SourceReport.Question> questions = new ArrayList<>();
    private final Set<String> chats = new LinkedHashSet<>();
    private long events;
    private long found;
    private long missing;
    private long firstLocal = Long.MAX_VALUE;
    private long lastLocal = Long.MIN_VALUE;

    ReportBuilder(CaptureRecord record) {
        this.record = record;
    }

    void add(TextSurvey.Result text, Outline outline) {
        texts.add(text);
        events += outline.events();
        outline.writers().forEach(sender -> senders.put(Marks.plain(sender.name), 0L));
        firstLocal = Math.min(firstLocal, outline.firstLocal());
        lastLocal = Math.max(lastLocal, outline.lastLocal());
        warnings.addAll(text.warnings().all());
        addDecided(text);
    }

    void add(TextSurvey.Result text, Census census, EventReader reader) {
        texts.add(text);
        events += census.events;
        found += census.found;
        missing += census.missing;
        census.byKind().forEach((kind, count) -> byKind.merge(kind, count, Long::sum));
        for (Sender sender : text.profile().senders().all()) {
            long written = reader.written[sender.index];
            if (written > 0) {
                senders.merge(Marks.plain(sender.name), written, Long::sum);
            }
        }
        firstLocal = Math.min(firstLocal, reader.firstLocal);
        lastLocal = Math.max(lastLocal, reader.lastLocal);
        warn(text, census, reader);
        addDecided(text);
    }

    private void addDecided(TextSurvey.Result text) {
        questions.addAll(text.questions());
        String title = text.profile().chat().title();
        if (title != null) {
            chats.add(title);
        }
    }

    private void warn(TextSurvey.Result text, Census census, EventReader reader) {
        if (reader.impossibleDates > 0) {
            text.warnings()
                    .add(
                            "%d lines look like messages but their date does not exist; they were read as text of the message above"
                                    .formatted(reader.impossibleDates));
        }
        if (reader.peopleBeyond() > 0) {
            text.warnings()
                    .add(
                            "the chat has more than %,d people at a time, more than WhatsApp allows: %,d of them are not among its members, so that no mailbox of theirs is expected to get what others wrote"
                                    .formatted(Roster.MOST, reader.peopleBeyond()));
        }
        if (text.profile().senders().isFull()) {
            text.warnings()
                    .add(
                            "more than %,d different names stand before messages; lines of further ones are kept as notices, with their text"
                                    .formatted(SenderTable.MOST));
        }
        if (text.survey().systemLinesFull()) {
            text.warnings()
                    .add(
                            "more than %,d lines tell who came and went; who was a member is told by the first of them"
                                    .formatted(Survey.MOST_PEOPLE_LINES));
        }
        if (census.omitted > 0) {
            text.warnings()
                    .add(
                            "%d media were left out when the chat was exported"
                                    .formatted(census.omitted));
        }
        if (nearLimit(census.events, 40_000) || nearLimit(census.events, 10_000)) {
            text.warnings()
                    .add(
                            "with %d messages the export may be cut short: WhatsApp is said to export no more than 40,000 messages without media, 10,000 with"
                                    .formatted(census.events));
        }
        warnings.addAll(text.warnings().all());
    }

    private static boolean nearLimit(long events, long limit) {
        return Math.abs(events - limit) <= limit / 200;
    }

    SourceReport build(List<String> containerWarnings) {
        TextSurvey.Result first = texts.getFirst();
        List<String> all = new ArrayList<>(containerWarnings);
        all.addAll(warnings);
        boolean open = !questions.isEmpty();
        Person owner = first.profile().owner();
        return new SourceReport(
                record.envelope().name() == null ? "" : record.envelope().name(),
                record.digest(),
                "chat-export",
                first.profile().platform(),
                merged(texts.stream().map(TextSurvey.Result::dateOrder).toList()),
                merged(texts.stream().map(TextSurvey.Result::zone).toList()),
                chats.isEmpty() ? null : String.join("; ", chats),
                owner,
                merged(texts.stream().map(TextSurvey.Result::owner).toList()),
                events,
                byKind,
                open ? null : local(firstLocal),
                open ? null : local(lastLocal),
                senders,
                found,
                missing,
                all,
                questions);
    }

    private static @Nullable String local(long seconds) {
        if (seconds == Long.MAX_VALUE || seconds == Long.MIN_VALUE) {
            return null;
        }
        return LOCAL.format(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
    }

    /// Several texts of one zip mostly agree; where they do not, all is said.
    private static SourceReport.Decision merged(List<SourceReport.Decision> decisions) {
        List<SourceReport.Decision> distinct = decisions.stream().distinct().toList();
        if (distinct.size() == 1) {
            return distinct.getFirst();
        }
        boolean open = distinct.stream().anyMatch(decision -> decision.value() == null);
        List<String> values =
                distinct.stream()
                        .map(decision -> String.valueOf(decision.value()))
                        .distinct()
                        .toList();
        List<String> evidence =
                distinct.stream()
                        .flatMap(decision -> decision.evidence().stream())
                        .distinct()
                        .toList();
        return new SourceReport.Decision(
                open ? null : String.join(", ", values),
                open ? "undecided" : distinct.getFirst().how(),
                evidence);
    }
}
