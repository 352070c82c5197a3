package dev.wharf.capture.note;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Decoder;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Decision;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes of a site's note the one event it is: a gap, in the account's own chat, so that whoever
/// looks at the mailbox sees that something may be missing; or whose a LID is, in the chat with
/// that person, by which the intake knows them as one from then on.
///
/// Stateless; safe for many threads.
public final class SiteNoteDecoder implements Decoder {
    static final String VERSION = "site-note/1";

    private static final int MOST = 64 << 10;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean recognises(CaptureEnvelope envelope, CaptureBody body) throws IOException {
        return "site".equals(envelope.options().get("origin"))
                && envelope.name() == null
                && body.size() <= MOST
                && SiteNote.parse(bytes(body)).isPresent();
    }

    private static byte[] bytes(CaptureBody body) throws IOException {
        try (InputStream in = body.stream()) {
            return in.readAllBytes();
        }
    }

    @Override
    public DecodedCapture open(CaptureRecord record, CaptureBody body) throws IOException {
        byte[] bytes = bytes(body);
        SiteNote note =
                SiteNote.parse(bytes)
                        .orElseThrow(
                                () ->
                                        new WharfException(
                                                ErrorCode.INPUT_NOT_RECOGNISED,
                                                "capture %s is no note of a site"
                                                        .formatted(record.id())));
        Event event = event(record, note);
        return new DecodedCapture() {
            @Override
            public SourceReport report() {
                return SiteNoteDecoder.report(record, event);
            }

            @Override
            public void events(Sink sink) throws IOException {
                sink.accept(new DecodedEvent(event, bytes, List.of()));
            }

            @Override
            public void close() {}
        };
    }

    private static Event event(CaptureRecord record, SiteNote note) {
        PhoneNumber number = note.number();
        List<Person> people = new ArrayList<>();
        if (number != null) {
            people.add(Person.numbered(number).asOwner());
        }
        return switch (note) {
            case SiteNote.Gap(var _, Instant since, Instant until, String reason) ->
                    event(
                            record,
                            new Chat(
                                    null,
                                    ChatKind.UNKNOWN,
                                    null,
                                    number == null ? null : address(number)),
                            until,
                            people,
                            new Content.Gap(since, reason));
            case SiteNote.HiddenNumber(var _, Lid lid, PhoneNumber phone, Instant at) -> {
                people.add(new Person(null, null, phone, lid, null, null, null, false));
                yield event(
                        record,
                        new Chat(null, ChatKind.DIRECT, null, address(phone)),
                        at,
                        people,
                        new Content.Notice(
                                Content.Notice.Topic.CONTACT,
                                "The linked device says that LID %s is the number %s"
                                        .formatted(lid.digits(), phone)));
            }
        };
    }

    private static String address(PhoneNumber number) {
        return number.digits() + "@s.whatsapp.net";
    }

    private static Event event(
            CaptureRecord record, Chat chat, Instant at, List<Person> people, Content content) {
        return new Event(
                chat,
                EventTime.utc(at.truncatedTo(ChronoUnit.SECONDS), TimePrecision.SECOND),
                null,
                people,
                Event.Direction.UNKNOWN,
                null,
                content,
                new Provenance(
                        record.envelope().source(),
                        record.id(),
                        record.digest(),
                        record.envelope().name(),
                        VERSION,
                        "all of it",
                        record.envelope().account()));
    }

    private static SourceReport report(CaptureRecord record, Event event) {
        Decision utc = new Decision("UTC", "given", List.of());
        return new SourceReport(
                "capture " + record.id(),
                record.digest(),
                "site-note",
                "unknown",
                utc,
                utc,
                null,
                null,
                new Decision(record.envelope().account(), "given", List.of()),
                1,
                Map.of(event.kind(), 1L),
                null,
                null,
                Map.of(),
                0,
                0,
                List.of(),
                List.of());
    }
}
