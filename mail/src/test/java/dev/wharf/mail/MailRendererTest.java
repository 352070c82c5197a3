package dev.wharf.mail;

import static dev.wharf.mail.SampleEvents.ALICE;
import static dev.wharf.mail.SampleEvents.BOB;
import static dev.wharf.mail.SampleEvents.HIDDEN;
import static dev.wharf.mail.SampleEvents.ITEM;
import static dev.wharf.mail.SampleEvents.direct;
import static dev.wharf.mail.SampleEvents.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.party.Person;
import dev.wharf.testkit.RandomEvents;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

class MailRendererTest {
    private static final long SEED = 4_711;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+: .*");
    private static final List<String> KNOWN =
            List.of(
                    "Date",
                    "From",
                    "To",
                    "Subject",
                    "Message-ID",
                    "In-Reply-To",
                    "References",
                    "Thread-Topic",
                    "MIME-Version",
                    "Auto-Submitted",
                    "Content-Type");

    private final MailRenderer renderer = new MailRenderer();

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RECEIPT")
    void whateverTheEventHoldsTheMailIsWellFormed(EventKind kind) throws IOException {
        RandomEvents random = new RandomEvents(SEED + kind.code());

        for (int i = 0; i < 80; i++) {
            Event event = SampleEvents.storedForm(random.next(kind));
            Rendered rendered = renderer.render(event, random.itemId());

            String mail = written(rendered);

            assertThat(mail).matches(Pattern.compile("[\\r\\n\\x20-\\x7e]*"));
            assertThat(mail.replace("\r\n", "")).doesNotContain("\r", "\n");
            String[] lines = mail.split("\r\n");
            assertThat(lines).allMatch(line -> line.length() <= 998);
            for (String header : headers(mail)) {
                assertThat(header).matches(HEADER);
                String name = header.substring(0, header.indexOf(':'));
                assertThat(name.startsWith("X-Wharf-") || KNOWN.contains(name)).isTrue();
            }
            assertThat(rendered.mail().subject().length()).isLessThanOrEqualTo(255);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RECEIPT")
    void anyEventReadsTheSameInForeignParsers(EventKind kind) throws IOException {
        RandomEvents random = new RandomEvents(SEED * 2 + kind.code());

        for (int i = 0; i < 25; i++) {
            Event event = SampleEvents.storedForm(random.next(kind));
            Rendered rendered = renderer.render(event, random.itemId());
            byte[] mail = written(rendered).getBytes(StandardCharsets.US_ASCII);
            Seen meant = withoutStoredFiles(Seen.of(rendered.mail()));

            assertThat(withoutStoredFiles(Mime4jReader.read(mail)))
                    .usingRecursiveComparison()
                    .isEqualTo(meant);
            assertThat(withoutStoredFiles(AngusReader.read(mail)))
                    .usingRecursiveComparison()
                    .isEqualTo(meant);
        }
    }

    @Test
    void theSameEventGivesTheSameBytesWhateverTheMachineThinks() throws IOException {
        Event event = direct(Content.Message.text("İstanbul"));
        String before = written(renderer.render(event, ITEM));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));

            assertThat(written(new MailRenderer().render(event, ITEM))).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void aReceiptIsNoItem() {
        Event receipt =
                direct(new Content.Receipt(MessageRef.UNKNOWN, Content.Receipt.Status.READ, ALICE));

        assertThatThrownBy(() -> renderer.render(receipt, ITEM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPendingAttachmentIsNoStoredEvent() {
        Attachment pending =
                new Attachment(
                        MediaKind.IMAGE, AttachmentState.PENDING, "a", null, null, -1, null, null);
        Event event = direct(Content.Message.media(null, List.of(pending)));

        assertThatThrownBy(() -> renderer.render(event, ITEM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLidIsNeverShownAsANumber() throws IOException {
        String mail = written(renderer.render(group(HIDDEN, Content.Message.text("hi")), ITEM));

        assertThat(mail).contains("\"LID 251556368777322 (Eve)\"");
        assertThat(mail).contains("<lid-251556368777322@whatsapp.invalid>");
        assertThat(mail).doesNotContain("+251556368777322").doesNotContain("<251556368777322@");
    }

    @Test
    void aNameHasTheSameAddressInOneChatAndAnotherInTheNext() {
        Event event = group(Person.named("Dana"), Content.Message.text("hi"));
        ItemId sameChat = SampleEvents.EARLIER;
        ItemId otherChat = new ItemId(new ConversationId(99), ITEM.day(), ITEM.tag());

        String address = renderer.render(event, ITEM).mail().from().address();

        assertThat(renderer.render(event, sameChat).mail().from().address()).isEqualTo(address);
        assertThat(renderer.render(event, otherChat).mail().from().address()).isNotEqualTo(address);
    }

    @Test
    void everyUserTheFirmKnowsStandsInTheEmailsProperty() {
        Mail mail = renderer.render(group(BOB, Content.Message.text("hi")), ITEM).mail();

        assertThat(property(mail, "X-Wharf-User-Emails"))
                .isEqualTo("alice.smith@firm.example, carol@firm.example");
        assertThat(property(mail, "X-Wharf-Name-Match")).isEqualTo("carol@firm.example");
    }

    @Test
    void aGroupTooLargeForAHeaderKeepsItsMembersInAFile() {
        List<Person> members =
                IntStream.range(0, 1024)
                        .mapToObj(i -> i == 9 ? ALICE : Person.named("Member " + i))
                        .toList();
        Event event =
                SampleEvents.event(
                        SampleEvents.groupChat("All hands"),
                        members.getFirst(),
                        members,
                        Event.Direction.INCOMING,
                        Content.Message.text("hello"));

        Rendered rendered = renderer.render(event, ITEM);

        Mail mail = rendered.mail();
        assertThat(rendered.headline().to())
                .hasSize(20)
                .first()
                .asString()
                .startsWith("Member 1 <");
        assertThat(mail.to().group()).isEqualTo("All hands");
        assertThat(mail.to().mailboxes())
                .extracting(Mailbox::address)
                .containsExactly("alice.smith@firm.example");
        Part.Inline file = (Part.Inline) mail.attachments().getFirst();
        assertThat(Seen.utf8(file.utf8()).lines()).hasSize(1024);
        assertThat(property(mail, "X-Wharf-Members-SHA256")).isEqualTo(Seen.digest(file.utf8()));
    }

    @Test
    void aReplyNamesWhatItAnswers() {
        Event event = direct(new Content.Reaction(MessageRef.to(SampleEvents.EARLIER), "👍"));

        Mail mail = renderer.render(event, ITEM).mail();

        assertThat(mail.inReplyTo()).isEqualTo(MailRenderer.messageId(SampleEvents.EARLIER));
        assertThat(mail.references())
                .containsExactly(
                        "chat-0123456789abcdef.20261122@chat.wharf.invalid", mail.inReplyTo());
    }

    @Test
    void messagesOfOneChatAndDayShareTheirRoot() {
        Mail one = renderer.render(direct(Content.Message.text("a")), ITEM).mail();
        ItemId next = new ItemId(ITEM.conversation(), ITEM.day(), ITEM.tag() + 1);
        Mail other = renderer.render(SampleEvents.sent(Content.Message.text("b")), next).mail();

        assertThat(other.references()).isEqualTo(one.references());
        assertThat(other.threadTopic()).isEqualTo(one.threadTopic());
    }

    @Test
    void graphsFiveHeadersAreAlwaysAmongTheProperties() {
        Mail mail = renderer.render(direct(Content.Message.text("a")), ITEM).mail();

        assertThat(mail.properties()).extracting(Header::name).containsAll(Mail.GRAPH_HEADERS);
    }

    private static String property(Mail mail, String name) {
        return mail.properties().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElseThrow();
    }

    /// Their bytes are not at hand here.
    private static Seen withoutStoredFiles(Seen seen) {
        return new Seen(
                seen.subject(),
                seen.from(),
                seen.group(),
                seen.to(),
                seen.date(),
                seen.messageId(),
                seen.inReplyTo(),
                seen.text(),
                seen.html(),
                seen.files().stream().map(file -> file.replaceFirst("[0-9a-f]{64}$", "")).toList(),
                seen.properties());
    }

    private static List<String> headers(String mail) {
        String head = mail.substring(0, mail.indexOf("\r\n\r\n")).replace("\r\n ", " ");
        return List.of(head.split("\r\n"));
    }

    private static String written(Rendered rendered) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Segment segment : rendered.image().segments()) {
            int size = segment instanceof Segment.Content(var _, long bytes) ? (int) bytes : 0;
            new MailImage(1, List.of(segment))
                    .writeTo(out, _ -> new ByteArrayInputStream(new byte[size]));
        }
        return out.toString(StandardCharsets.US_ASCII);
    }
}
