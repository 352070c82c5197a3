package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Makes events of a text, as its profile says it is to be read. For one thread and one pass.
final class EventReader {
    private final CaptureRecord record;
    private final ExportProfile profile;
    private final DecodedCapture.Sink sink;
    private final BodyReader bodies;
    private final People people;
    private final Roster roster;
    private final ZoneClock clock;
    private final HeaderScanner scanner;
    private final Header header = new Header();
    private final HeadLine head = new HeadLine();
    private final Body body = new Body();
    private final String zone;
    private final @Nullable String account;
    private int nextFolded;
    private long epochDay;
    private @Nullable DateReading lastReading;

    private boolean open;
    private @Nullable EventTime time;
    private @Nullable Sender sender;
    private boolean marked;
    private HeaderFamily family = HeaderFamily.DASH;
    private long line;

    /// Messages by sender.
    final long[] written;

    /// The earliest and the latest time on the phone's clock, in seconds since 1970.
    long firstLocal = Long.MAX_VALUE;

    long lastLocal = Long.MIN_VALUE;

    /// Lines that look like a message but whose date does not exist.
    long impossibleDates;

    EventReader(
            CaptureRecord record,
            ExportProfile profile,
            ExportFiles files,
            boolean complete,
            DecodedCapture.Sink sink) {
        this.record = record;
        this.profile = profile;
        this.sink = sink;
        this.scanner = new HeaderScanner(profile.months());
        this.bodies = new BodyReader(files, complete);
        this.people = new People(profile.senders(), profile.owner());
        this.roster = new Roster(profile, people);
        this.clock = new ZoneClock(profile.zone());
        this.zone = profile.zone().getId();
        this.account = record.envelope().account();
        this.written = new long[profile.senders().all().size()];
    }

    /// How many people had no place among the members at some time.
    int peopleBeyond() {
        return roster.beyond();
    }

    void read(LineReader in) throws IOException {
        while (in.next()) {
            if (!in.continues && scanner.scan(in.text, in.length, header) && begins(in)) {
                flush();
                begin(in);
            } else if (open) {
                if (body.isFull()) {
                    goOn(in);
                }
                body.append(in);
            }
        }
        flush();
    }

    private boolean begins(LineReader in) {
        if ((profile.shapes() & 1 << header.shape()) == 0 || isFolded(in.number)) {
            return false;
        }
        long day = Calendars.epochDay(header, reading().order(in.number), profile.latestYear());
        if (day == Calendars.NO_DAY) {
            impossibleDates++;
            return false;
        }
        epochDay = day;
        return true;
    }

    private boolean isFolded(long number) {
        long[] folded = profile.folded();
        while (nextFolded < folded.length && folded[nextFolded] < number) {
            nextFolded++;
        }
        return nextFolded < folded.length && folded[nextFolded] == number;
    }

    private DateReading reading() {
        int form = header.dateForm();
        DateReading reading = lastReading;
        if (reading == null || reading.form() != form) {
            reading = profile.dates().get(form);
            if (reading == null) {
                throw new IllegalStateException("a form of date that the survey did not see");
            }
            lastReading = reading;
        }
        return reading;
    }

    private void begin(LineReader in) {
        open = true;
        line = in.number;
        marked = header.marked;
        family = header.family;
        time = time(in);
        sender = sender(in);
        body.begin(in, sender == null ? header.bodyStart : head.bodyStart);
    }

    /// The text goes on for longer than one event may: what follows is an event of its own.
    private void goOn(LineReader in) throws IOException {
        flush();
        open = true;
        line = in.number;
        marked = false;
        body.clear();
    }

    private EventTime time(LineReader in) {
        Instant at = clock.instant(epochDay, header.secondOfDay());
        long local = epochDay * 86400 + header.secondOfDay();
        firstLocal = Math.min(firstLocal, local);
        lastLocal = Math.max(lastLocal, local);
        String text = new String(in.text, header.timeStart, header.timeEnd - header.timeStart);
        TimePrecision precision = header.second60 < 0 ? TimePrecision.MINUTE : TimePrecision.SECOND;
        return new EventTime(at, precision, profile.basis(), text, zone, clock.quirk);
    }

    private @Nullable Sender sender(LineReader in) {
        if (head.split(in.text, header.bodyStart, in.length)) {
            Sender found = profile.senders().find(in.text, head.nameStart, head.nameEnd);
            if (found != null && found.reachesFurther && head.further(in.text, in.length)) {
                found = profile.senders().find(in.text, head.nameStart, head.nameEnd);
            }
            return found == null || found.system ? null : found;
        }
        if (head.splitLoosely(in.text, header.bodyStart, in.length)) {
            Sender found = profile.senders().find(in.text, head.nameStart, head.nameEnd);
            return found == null || found.system || found.person == null ? null : found;
        }
        return null;
    }

    private void flush() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        Sender from = sender;
        Content content = from == null || from.person == null ? null : message(from);
        if (content == null
                && from != null
                && from.person != null
                && !from.isTitle
                && !SystemLineReader.isKnown(body.text())) {
            content = Content.Message.text(body.text());
        }
        if (content == null) {
            system(from);
        } else if (from != null) {
            written[from.index]++;
            emit(from.person, content, bodies.pending());
        }
    }

    private @Nullable Content message(Sender from) {
        Person person = from.person;
        return person == null ? null : bodies.read(body.text(), marked, family, person);
    }

    /// A line of WhatsApp's own. On iOS it stands behind the chat's title as if that were a sender.
    private void system(@Nullable Sender from) throws IOException {
        String text = Marks.plain(body.text());
        switch (SystemLineReader.read(text)) {
            case SystemLine.Members change -> {
                List<Person> subjects = change.subjects().stream().map(people::of).toList();
                Person actor = change.actor() == null ? null : people.of(change.actor());
                roster.change(change.action(), subjects);
                emit(actor, new Content.Membership(change.action(), subjects, text), List.of());
            }
            case SystemLine.Notice notice -> {
                Person actor = notice.actor() == null ? null : people.of(notice.actor());
                if (actor == null && from != null && !from.isTitle) {
                    actor = from.person;
                }
                emit(actor, new Content.Notice(notice.topic(), text), List.of());
            }
        }
    }

    private void emit(
            @Nullable Person by, Content content, List<DecodedEvent.ContentOpener> pending)
            throws IOException {
        EventTime at = time;
        if (at == null) {
            throw new IllegalStateException("an event without a time");
        }
        Event event =
                new Event(
                        profile.chat(),
                        at,
                        by,
                        roster.members(),
                        direction(by),
                        null,
                        content,
                        new Provenance(
                                record.envelope().source(),
                                record.id(),
                                record.digest(),
                                record.envelope().name(),
                                ChatExportDecoder.VERSION,
                                profile.file() + ":" + line,
                                account));
        sink.accept(new DecodedEvent(event, body.raw(), pending));
    }

    private Event.Direction direction(@Nullable Person by) {
        if (by == null || profile.owner() == null) {
            return by != null && by.owner() ? Event.Direction.OUTGOING : Event.Direction.UNKNOWN;
        }
        return by.owner() ? Event.Direction.OUTGOING : Event.Direction.INCOMING;
    }

    /// The lines of one message. Most have one.
    private static final class Body {
        /// Far beyond the 65,536 characters of the longest message.
        private static final int FULL = 1024 * 1024;

        private String first = "";
        private final StringBuilder more = new StringBuilder();
        private byte[] raw = {};
        private int rawLength;

        void begin(LineReader in, int from) {
            int start = Math.min(from, in.length);
            first = new String(in.text, start, in.length - start);
            more.setLength(0);
            raw = Arrays.copyOfRange(in.bytes, in.start, in.end);
            rawLength = raw.length;
        }

        void clear() {
            first = "";
            more.setLength(0);
            raw = new byte[0];
            rawLength = 0;
        }

        boolean isFull() {
            return rawLength >= FULL;
        }

        void append(LineReader in) {
            if (more.isEmpty()) {
                more.append(first);
            }
            if (!in.continues && rawLength > 0) {
                more.append('\n');
            }
            more.append(in.text, 0, in.length);
            int length = in.end - in.start;
            if (rawLength + length > raw.length) {
                raw = Arrays.copyOf(raw, Math.max(rawLength + length, raw.length * 2));
            }
            System.arraycopy(in.bytes, in.start, raw, rawLength, length);
            rawLength += length;
        }

        String text() {
            if (more.isEmpty()) {
                return first;
            }
            int end = more.length();
            while (end > 0 && more.charAt(end - 1) == '\n') {
                end--;
            }
            return more.substring(0, end);
        }

        byte[] raw() {
            return rawLength == raw.length ? raw : Arrays.copyOf(raw, rawLength);
        }
    }
}
