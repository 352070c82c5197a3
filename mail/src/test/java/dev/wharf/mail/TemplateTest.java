package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.Provenance;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailImageCodec;
import dev.wharf.core.party.Person;
import dev.wharf.testkit.RandomEvents;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/// A mail made from a template has every byte that the renderers give it.
class TemplateTest {
    private static final long SEED = 2_718;

    private final RandomEvents random = new RandomEvents(SEED);
    private final Random numbers = new Random(SEED);
    private final MailRenderer renderer = new MailRenderer();

    @Test
    void plainMessagesOfAnExportHaveATemplate() {
        Event event = plain("Ana", "hello", "25/12/2024, 10:00", "chat.txt:7", null);
        ItemId id = id(event);

        Template template = Template.of(event, id, renderer::renderWhole);

        assertThat(Template.suits(event)).isTrue();
        assertThat(template.isUsable()).isTrue();
    }

    @Test
    void filesThatAreLeftOutHaveATemplate() {
        Event words = plain("Ana", "hello", "25/12/2024, 10:00", "chat.txt:7", null);
        for (MediaKind kind : MediaKind.values()) {
            for (String caption : Arrays.asList(null, "look\nhere <b>")) {
                Content left =
                        Content.Message.media(caption, List.of(Attachment.omitted(kind, null)));
                Event event = saying(left, words);

                assertThat(Template.of(event, id(event), renderer::renderWhole).isUsable())
                        .as("%s %s", kind, caption)
                        .isTrue();
                assertSameBytes(event, id(event));
                assertSameBytes(event, id(event));
                assertSameBytes(words, id(words));
            }
        }
    }

    private static Event saying(Content content, Event event) {
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

    @Test
    void whateverTheMessagesOfOneSenderSayTheBytesAreTheSame() {
        for (int chat = 0; chat < 60; chat++) {
            Event first = random.next(EventKind.MESSAGE);
            for (int message = 0; message < 20; message++) {
                Event other = random.next(EventKind.MESSAGE);
                Event event = exported(first, other);
                assertSameBytes(event, id(event));
            }
        }
    }

    @Test
    void aMemberListOfManyPeopleIsTheSame() {
        List<Person> crowd =
                numbers.ints(700).mapToObj(n -> Person.named("Member " + n)).distinct().toList();
        Event event = plain("Ana", "hello", "25/12/2024, 10:00", "chat.txt:7", crowd);

        assertSameBytes(event, id(event));
        assertSameBytes(event, id(event));
    }

    @Test
    void aTitleThatImitatesTheModelIsTheSame() {
        for (String title :
                List.of(
                        "qWordsOfTheModelq",
                        "qLocalTimeOfTheModelq",
                        "qPlaceOfTheModelq",
                        "19710205",
                        "Wed, 3 Feb 1971 04:05:06 +0000",
                        "1971-02-03 04:05:06 UTC",
                        "1971-02-03 04:05 UTC")) {
            Event event = plain(title, "hello", "25/12/2024, 10:00", "chat.txt:7", null);

            assertSameBytes(event, id(event));
            assertSameBytes(event, id(event));
        }
    }

    @Test
    void oneThatDiffersInMoreThanTheMessageIsTheSame() {
        Event event = plain("Ana", "hello", "25/12/2024, 10:00", "chat.txt:7", null);
        Event answer =
                new Event(
                        event.chat(),
                        event.time(),
                        event.sender(),
                        event.members(),
                        Event.Direction.INCOMING,
                        null,
                        event.content(),
                        event.provenance());

        assertSameBytes(event, id(event));
        assertSameBytes(answer, id(answer));
        assertSameBytes(event, id(event));
    }

    private void assertSameBytes(Event event, ItemId id) {
        Rendered quick = renderer.render(event, id);
        Rendered whole = new MailRenderer().renderWhole(event, id);

        assertThat(MailImageCodec.encode(quick.image()))
                .as("seed %d, item %s", SEED, id)
                .isEqualTo(MailImageCodec.encode(whole.image()));
        assertThat(quick.headline()).isEqualTo(whole.headline());
        assertThat(quick.mail().htmlUtf8()).isEqualTo(whole.mail().htmlUtf8());
    }

    private ItemId id(Event event) {
        Chat chat = event.chat();
        return new ItemId(
                Objects.requireNonNull(chat.id()), numbers.nextInt(40_000), numbers.nextLong());
    }

    /// The second event's words, time and place, in the chat and from the capture of the first.
    private Event exported(Event chat, Event said) {
        String text = said.content() instanceof Content.Message message ? message.text() : null;
        String local = said.time().localText();
        Provenance from = chat.provenance();
        return new Event(
                chat.chat(),
                new EventTime(
                        said.time().at(),
                        TimePrecision.MINUTE,
                        TimeBasis.ZONE_PROVEN,
                        local == null ? "25/12/2024, 10:00" : local,
                        "Europe/Berlin",
                        LocalTimeQuirk.NONE),
                chat.members().isEmpty() ? Person.named("Bo") : chat.members().getFirst(),
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

    private Event plain(
            String title,
            String text,
            String local,
            String locator,
            @Nullable List<Person> members) {
        Event model = random.next(EventKind.MESSAGE);
        Provenance from = model.provenance();
        Person ana = Person.named("Ana");
        return new Event(
                new Chat(model.chat().id(), model.chat().kind(), title, null),
                new EventTime(
                        Instant.ofEpochSecond(1_735_117_200),
                        TimePrecision.MINUTE,
                        TimeBasis.ZONE_GIVEN,
                        local,
                        "Europe/Berlin",
                        LocalTimeQuirk.NONE),
                ana,
                members == null ? List.of(ana, Person.named("Bo")) : members,
                Event.Direction.OUTGOING,
                null,
                Content.Message.text(text),
                new Provenance(
                        from.source(),
                        from.capture(),
                        from.captureDigest(),
                        "WhatsApp Chat with " + title + ".txt",
                        "chatexport/1",
                        locator,
                        null));
    }
}
