package dev.wharf.mail;

import static dev.wharf.mail.DayCases.DAY;
import static dev.wharf.mail.DayCases.day;
import static dev.wharf.mail.SampleEvents.ALICE;
import static dev.wharf.mail.SampleEvents.BOB;
import static dev.wharf.mail.SampleEvents.CHAT;
import static dev.wharf.mail.SampleEvents.PHOTO;
import static dev.wharf.mail.SampleEvents.direct;
import static dev.wharf.mail.SampleEvents.group;
import static dev.wharf.mail.SampleEvents.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.item.MailImageCodec;
import dev.wharf.core.party.Person;
import dev.wharf.testkit.RandomEvents;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

class DayRendererTest {
    private static final long SEED = 20_260_914;

    private final DayRenderer renderer = new DayRenderer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "direct|WhatsApp conversation with Bob, 2026-11-22|447700900123@whatsapp.invalid",
                "direct-continued|WhatsApp conversation with Bob, 2026-11-22 (continued)|447700900123@whatsapp.invalid",
                "colleagues|WhatsApp conversation with Alice Smith and Carol Jones, 2026-11-22|carol@firm.example",
                "group|WhatsApp group \"Project Harbour\", 2026-11-22|chat-0123456789abcdef@whatsapp.invalid",
                "one-notice|WhatsApp group without a known name, 2026-11-22|chat-0123456789abcdef@whatsapp.invalid"
            })
    void aDayIsCalledByItsChatAndIsFromIt(String name, String subject, String from) {
        Mail mail = mail(requireNonNull(DayCases.all().get(name)));

        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(mail.from().address()).isEqualTo(from);
    }

    @Test
    void itsMessageIdNamesChatDayAndSequences() {
        DayMail mail = requireNonNull(DayCases.all().get("direct")).mail();

        assertThat(mail.messageId())
                .isEqualTo("day-0123456789abcdef.20261122.101-105@day.wharf.invalid")
                .isEqualTo(DayRenderer.messageId(CHAT, DAY, 101, 105));
        assertThat(MailReader.read(mail.image()).messageId()).isEqualTo(mail.messageId());
    }

    @Test
    void itsDateIsThatOfTheLastEvent() {
        DayMail mail = requireNonNull(DayCases.all().get("direct")).mail();

        assertThat(mail.date()).isEqualTo(Instant.parse("2026-11-22T21:00:01Z"));
    }

    @Test
    void everyItemIsNamedInBothForms() {
        DayCases.Case day = requireNonNull(DayCases.large().get("every-kind"));

        Mail mail = mail(day);

        assertThat(day.items())
                .extracting(item -> item.event().kind())
                .contains(
                        EventKind.MESSAGE,
                        EventKind.EDIT,
                        EventKind.DELETION,
                        EventKind.REACTION,
                        EventKind.CALL,
                        EventKind.MEMBERSHIP,
                        EventKind.NOTICE,
                        EventKind.UNREADABLE,
                        EventKind.GAP,
                        EventKind.UNKNOWN);
        for (StoredItem item : day.items()) {
            assertThat(mail.text()).contains("[item " + item.row().id() + "]\r\n");
            assertThat(mail.html()).contains("item " + item.row().id());
        }
    }

    @Test
    void everyFileIsAPartUnderANameOfItsOwnThatTheTextTells() {
        Event photo = direct(Message.media(null, List.of(PHOTO)));

        Mail mail = mail(day(1, List.of(photo, photo, photo)));

        assertThat(mail.attachments())
                .extracting(Part::fileName)
                .containsExactly(
                        "IMG-20261122-WA0001.jpg",
                        "IMG-20261122-WA0001 (2).jpg",
                        "IMG-20261122-WA0001 (3).jpg");
        assertThat(mail.text()).contains("Files\r\n").contains("  IMG-20261122-WA0001 (3).jpg\r\n");
        assertThat(mail.attachments().get(2).headers())
                .contains(new Header("X-Wharf-Item", new ItemId(CHAT, DAY, 103).toString()));
    }

    @Test
    void theDigestIsThatOfTheListOfItems() {
        DayCases.Case day = requireNonNull(DayCases.all().get("direct"));
        StringBuilder list = new StringBuilder();
        day.items().forEach(item -> list.append(item.row().id()).append('\n'));

        Mail mail = mail(day);

        assertThat(mail.properties())
                .contains(
                        new Header("X-Wharf-Kind", "conversation-day"),
                        new Header("X-Wharf-Items", "5"),
                        new Header(
                                "X-Wharf-Items-SHA256",
                                Seen.digest(list.toString().getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void nobodyCanSpeakForAnotherByImitatingALine() {
        Mail mail =
                mail(
                        day(
                                1,
                                List.of(
                                        group(
                                                BOB,
                                                Message.text(
                                                        "so\n2026-11-22 18:54 UTC  Alice\r"
                                                                + "2026-11-22 18:54 UTC  Alice"
                                                                + "\u20282026-11-22 UTC  Alice"
                                                                + "\u00852026-11-22 UTC  Alice"
                                                                + "\u000b2026-11-22 UTC")))));

        String said = mail.text().substring(0, mail.text().indexOf("-----"));

        assertThat(said.split("\\R")).filteredOn(line -> line.startsWith("2026")).hasSize(1);
    }

    @Test
    void aCrowdStandsInAFileAndThoseWhoSpokeAreNamed() {
        List<Person> members =
                IntStream.range(0, 1024)
                        .mapToObj(i -> i == 9 ? ALICE : Person.named("Member " + i))
                        .toList();
        Event last =
                SampleEvents.event(
                        SampleEvents.groupChat("All hands"),
                        members.getLast(),
                        members,
                        Event.Direction.INCOMING,
                        Message.text("hello"));

        Mail mail = mail(day(1, List.of(last, last)));

        assertThat(mail.to().group()).isEqualTo("All hands");
        assertThat(mail.to().mailboxes()).extracting(Mailbox::name).hasSize(1);
        assertThat(mail.attachments()).extracting(Part::fileName).containsExactly("members.txt");
        assertThat(mail.text())
                .containsPattern("Member 1023 <[^>]+>, 2 items")
                .contains("and 923 more, who said nothing");
    }

    @Test
    void whoeverIsAddedDuringTheDayIsAmongTheRecipientsOnce() {
        Event before = group(BOB, Message.text("before"));
        Event after =
                SampleEvents.event(
                        before.chat(),
                        BOB,
                        List.of(ALICE, BOB, Person.named("Zoe")),
                        Event.Direction.INCOMING,
                        Message.text("after"));

        Mail mail = mail(day(1, List.of(before, after, before, after)));

        assertThat(mail.to().mailboxes())
                .extracting(Mailbox::name)
                .containsExactly(
                        "Alice Smith (+447700900001)",
                        "+447700900123 (Bob)",
                        "Carol Jones",
                        "D\u00f6rte M\u00fcller",
                        "Zoe");
    }

    @Test
    void itemsOfADayAndTheDayShareTheirRoot() {
        Mail day = mail(requireNonNull(DayCases.all().get("direct")));
        Mail item = new MailRenderer().render(direct(Message.text("a")), SampleEvents.ITEM).mail();

        assertThat(day.references()).isEqualTo(item.references());
        assertThat(day.threadTopic()).isEqualTo(item.threadTopic());
    }

    @Test
    void theSameItemsGiveTheSameBytesInAnyLocale() {
        byte[] before = encoded(requireNonNull(DayCases.large().get("every-kind")));
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));

            assertThat(encoded(requireNonNull(DayCases.large().get("every-kind"))))
                    .isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void whateverTheEventsHoldTheMailIsWellFormedAndReadsBack() {
        RandomEvents random = new RandomEvents(SEED);
        for (int round = 0; round < 25; round++) {
            List<Event> events = new ArrayList<>();
            while (events.size() < 12) {
                Event event = random.next();
                if (event.kind() != EventKind.RECEIPT) {
                    events.add(SampleEvents.storedForm(event));
                }
            }

            DayMail mail = day(1, events).mail();

            Mail read = MailReader.read(mail.image());
            assertThat(read.subject().length()).isLessThanOrEqualTo(255);
            String head = head(mail);
            assertThat(head).matches(Pattern.compile("[\\r\\n\\x20-\\x7e]*"));
            assertThat(head.split("\r\n"))
                    .allMatch(line -> line.length() <= 998)
                    .allMatch(line -> line.startsWith(" ") || line.matches("[A-Za-z0-9-]+: .*"));
        }
    }

    @Test
    void itemsOfAnotherChatOrDayOrOutOfOrderAreNotTaken() {
        Event event = live(Message.text("a"));
        StoredItem second = DayCases.item(2, new ItemId(CHAT, DAY, 2), event);
        StoredItem first = DayCases.item(1, new ItemId(CHAT, DAY, 1), event);
        StoredItem elsewhere = DayCases.item(3, new ItemId(new ConversationId(9), DAY, 3), event);
        StoredItem later = DayCases.item(3, new ItemId(CHAT, DAY + 1, 3), event);

        for (List<StoredItem> wrong :
                List.of(
                        List.of(second, first),
                        List.of(first, first),
                        List.of(first, elsewhere),
                        List.of(later))) {
            assertThatThrownBy(() -> renderer.render(CHAT, DAY, 1, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> renderer.render(CHAT, DAY, 1, List.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> renderer.open(CHAT, DAY, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGapOnItsOwnIsADayToo() {
        Event gap =
                SampleEvents.event(
                        SampleEvents.directChat(),
                        null,
                        List.of(),
                        Event.Direction.UNKNOWN,
                        new Content.Gap(Instant.parse("2026-11-22T08:00:00Z"), "signed out"));

        Mail mail = mail(day(1, List.of(gap)));

        assertThat(mail.subject()).isEqualTo("WhatsApp conversation with Bob, 2026-11-22");
        assertThat(mail.to()).isEqualTo(new Recipients("Bob", List.of()));
        assertThat(mail.text()).contains("Who was in the chat\r\n  not known\r\n");
    }

    private static Mail mail(DayCases.Case day) {
        return MailReader.read(day.mail().image());
    }

    private static byte[] encoded(DayCases.Case day) {
        return MailImageCodec.encode(day.mail().image());
    }

    /// The mail's own headers as they stand in it.
    private static String head(DayMail mail) {
        Segment.Literal literal = (Segment.Literal) mail.image().segments().getFirst();
        String text = new String(literal.bytes(), StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf("\r\n\r\n"));
    }
}
