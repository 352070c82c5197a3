package dev.wharf.connector.intake;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// One export, written line by line.
final class Script {
    private final String name;
    private final ChatKind kind;
    private final @Nullable String title;
    private final List<Line> lines = new ArrayList<>();
    private final List<Person> members = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<SourceReport.Question> questions = new ArrayList<>();
    private @Nullable String owner;
    private boolean seconds;
    private TimeBasis basis = TimeBasis.ZONE_GIVEN;
    private IntConsumer hook = _ -> {};

    private record Line(Instant at, @Nullable Person sender, Content content) {}

    Script(ChatKind kind, @Nullable String title) {
        this.kind = kind;
        this.title = title;
        this.name = "WhatsApp Chat with " + title + ".txt";
    }

    static Script group(String title) {
        return new Script(ChatKind.GROUP, title);
    }

    static Person person(String label) {
        return PhoneNumber.parse(label).map(Person::numbered).orElseGet(() -> Person.named(label));
    }

    Script owner(String owner) {
        this.owner = owner;
        options.put("owner", owner);
        return this;
    }

    Script options(Map<String, String> more) {
        options.putAll(more);
        return this;
    }

    Script members(String... labels) {
        for (String label : labels) {
            members.add(person(label));
        }
        return this;
    }

    Script withSeconds() {
        seconds = true;
        return this;
    }

    Script zone(TimeBasis basis) {
        this.basis = basis;
        return this;
    }

    Script question(String option) {
        questions.add(new SourceReport.Question(option, "Which order?", List.of("dmy", "mdy")));
        return this;
    }

    Script onLine(IntConsumer hook) {
        this.hook = hook;
        return this;
    }

    Script say(String time, String sender, String text) {
        return line(time, sender, Content.Message.text(text));
    }

    Script edited(String time, String sender, String text) {
        return line(time, sender, Content.Message.text(text).withMarks(MessageMarks.EDITED));
    }

    Script deleted(String time, String sender) {
        return line(
                time,
                sender,
                new Content.Deletion(
                        MessageRef.UNKNOWN, Content.Deletion.Scope.UNKNOWN, null, "deleted"));
    }

    Script omitted(String time, String sender) {
        return line(
                time,
                sender,
                Content.Message.media(null, List.of(Attachment.omitted(MediaKind.UNKNOWN, null))));
    }

    Script attached(String time, String sender, String fileName) {
        return line(time, sender, file(fileName, AttachmentState.PENDING, null));
    }

    Script lost(String time, String sender, String fileName) {
        return line(time, sender, file(fileName, AttachmentState.MISSING, "not in the zip"));
    }

    private static Content file(String fileName, AttachmentState state, @Nullable String reason) {
        return Content.Message.media(
                null,
                List.of(
                        new Attachment(
                                MediaKind.IMAGE, state, fileName, null, null, -1, null, reason)));
    }

    Script line(String time, @Nullable String sender, Content content) {
        return line(Instant.parse(time), sender == null ? null : person(sender), content);
    }

    Script line(Instant at, @Nullable Person sender, Content content) {
        lines.add(new Line(at, sender, content));
        return this;
    }

    int size() {
        return lines.size();
    }

    @Nullable String owner() {
        return owner;
    }

    String name() {
        return name;
    }

    Map<String, String> options() {
        return options;
    }

    /// The "file": different scripts have different bytes.
    String text() {
        return name + seconds + members + lines;
    }

    void beforeLine(int line) {
        hook.accept(line);
    }

    SourceReport report(ContentDigest digest) {
        Map<String, Long> senders = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.sender != null)
                .forEach(line -> senders.merge(line.sender.label(), 1L, Long::sum));
        var none = new SourceReport.Decision(null, "undecided", List.of());
        return new SourceReport(
                name,
                digest,
                "chat-export",
                "android",
                none,
                none,
                title,
                null,
                none,
                lines.size(),
                Map.of(),
                lines.isEmpty() ? null : earliest().toString(),
                lines.isEmpty() ? null : latest().toString(),
                senders,
                0,
                0,
                List.of(),
                questions);
    }

    private Instant earliest() {
        return lines.stream().map(Line::at).min(Instant::compareTo).orElseThrow();
    }

    private Instant latest() {
        return lines.stream().map(Line::at).max(Instant::compareTo).orElseThrow();
    }

    List<Event> events(CaptureRecord record) {
        List<Event> events = new ArrayList<>();
        List<Person> shared = List.copyOf(members);
        for (Line line : lines) {
            events.add(
                    new Event(
                            new Chat(null, kind, title, null),
                            time(line.at),
                            line.sender,
                            shared,
                            Event.Direction.UNKNOWN,
                            null,
                            line.content,
                            new Provenance(
                                    record.envelope().source(),
                                    record.id(),
                                    record.digest(),
                                    name,
                                    "script/1",
                                    name + ":" + (events.size() + 1),
                                    owner)));
        }
        return events;
    }

    private EventTime time(Instant at) {
        return new EventTime(
                at.truncatedTo(seconds ? ChronoUnit.SECONDS : ChronoUnit.MINUTES),
                seconds ? TimePrecision.SECOND : TimePrecision.MINUTE,
                basis,
                at.toString(),
                "UTC",
                LocalTimeQuirk.NONE);
    }
}
