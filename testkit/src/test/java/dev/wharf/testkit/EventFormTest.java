package dev.wharf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventCodec;
import dev.wharf.core.event.EventForm;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.EventWriter;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.PlainMessage;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.FormSink;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What a form and an event's values say is what the codec says. Lives here for the events.
class EventFormTest {
    private static final long SEED = 28;

    private final RandomEvents random = new RandomEvents(SEED);
    private final EventCodec codec = new EventCodec();
    private final EventWriter writer = codec.writer();

    @Test
    void anEventOfTheSeriesHasTheBytesThatTheCodecGivesIt() {
        int fitting = 0;
        for (int chat = 0; chat < 60; chat++) {
            Event first = plain(random.next(EventKind.MESSAGE), random.next(EventKind.MESSAGE));
            first = shaped(first, chat);
            EventForm form = EventForm.of(first, codec);
            for (int message = 0; form != null && message < 20; message++) {
                Event event = shaped(plain(first, random.next(EventKind.MESSAGE)), chat);
                assertThat(form.fits(event)).as("seed %d", SEED).isTrue();
                assertThat(said(form, event)).as("seed %d", SEED).isEqualTo(codec.encode(event));
                fitting++;
            }
        }
        assertThat(fitting).isGreaterThan(600);
    }

    @Test
    void whatSaysMoreThanWordsDoesNotFit() {
        Event first = plain(random.next(EventKind.MESSAGE), random.next(EventKind.MESSAGE));
        EventForm form = Objects.requireNonNull(EventForm.of(first, codec));
        for (EventKind kind : EventKind.values()) {
            Event other = random.next(kind);
            Event here =
                    new Event(
                            first.chat(),
                            first.time(),
                            first.sender(),
                            first.members(),
                            first.direction(),
                            null,
                            other.content(),
                            first.provenance());
            if (form.fits(here)) {
                assertThat(said(form, here)).isEqualTo(codec.encode(here));
            } else {
                assertThat(EventForm.of(other, codec) == null || !form.fits(other)).isTrue();
            }
        }
    }

    @Test
    void whoeverImitatesTheModelHasNoForm() {
        Event event = plain(random.next(EventKind.MESSAGE), random.next(EventKind.MESSAGE));
        for (String title : new String[] {"qWordsOfTheModelq", "qPlaceOfTheModelq"}) {
            Chat chat = new Chat(event.chat().id(), event.chat().kind(), title, null);
            Event named =
                    new Event(
                            chat,
                            event.time(),
                            event.sender(),
                            event.members(),
                            event.direction(),
                            null,
                            event.content(),
                            event.provenance());
            assertThat(EventForm.of(named, codec)).isNull();
        }
    }

    /// Words alone, a file left out alone, or both.
    private static Event shaped(Event event, int shape) {
        List<Attachment> left = List.of(Attachment.omitted(MediaKind.IMAGE, null));
        String words = PlainMessage.words(event);
        Content content =
                switch (shape % 3) {
                    case 0 -> event.content();
                    case 1 -> Content.Message.media(null, left);
                    default -> Content.Message.media(words == null ? "." : words, left);
                };
        return new Event(
                event.chat(),
                event.time(),
                event.sender(),
                event.members(),
                event.direction(),
                null,
                content,
                event.provenance());
    }

    private byte[] said(EventForm form, Event event) {
        int[] ends = new int[EventForm.VALUES];
        writer.values(event, ends);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        form.write(
                writer.array(),
                ends,
                0,
                new FormSink() {
                    @Override
                    public void fixed(byte[] bytes) {
                        said.writeBytes(bytes);
                    }

                    @Override
                    public void value(int number, byte[] bytes, int from, int length) {
                        said.write(bytes, from, length);
                    }

                    @Override
                    public void length(int bytes) {
                        assertThat(bytes).isEqualTo(codec.encode(event).length);
                    }
                });
        return said.toByteArray();
    }

    /// The second event's words, time and place, in the chat and from the capture of the first.
    private static Event plain(Event chat, Event said) {
        String text = said.content() instanceof Content.Message message ? message.text() : null;
        String local = said.time().localText();
        Provenance from = chat.provenance();
        return new Event(
                chat.chat(),
                new EventTime(
                        Instant.ofEpochSecond(said.time().at().getEpochSecond()),
                        TimePrecision.MINUTE,
                        TimeBasis.ZONE_PROVEN,
                        local == null ? "25/12/2024, 10:00" : local,
                        "Europe/Berlin",
                        LocalTimeQuirk.NONE),
                chat.sender() == null ? Person.named("Bo") : chat.sender(),
                chat.members(),
                chat.direction(),
                null,
                Content.Message.text(text == null || text.isEmpty() ? "." : text),
                new Provenance(
                        from.source(),
                        from.capture(),
                        from.captureDigest(),
                        from.captureName(),
                        from.decoder(),
                        said.provenance().locator(),
                        from.account()));
    }
}
