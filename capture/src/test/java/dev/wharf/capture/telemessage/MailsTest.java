package dev.wharf.capture.telemessage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.party.Person;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// What becomes of single mails.
class MailsTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
    private static final String PICTURE =
            "Content-Type: image/jpeg; name=\"photo.jpg\"\r\n"
                    + "Content-Disposition: attachment; filename=\"photo.jpg\"\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n"
                    + Base64.getEncoder().encodeToString(JPEG);

    private static String plain(String text) {
        return "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text;
    }

    private static String text(Event event) {
        return Objects.requireNonNull(((Content.Message) event.content()).text());
    }

    private static List<String> numbers(Event event) {
        List<String> numbers = new ArrayList<>();
        for (Person person : event.members()) {
            numbers.add(person.phone() == null ? "none" : person.phone().e164());
        }
        return numbers;
    }

    @Test
    void aMessageOfADirectChat() {
        Event event = OldMail.message("Good morning").event();

        assertThat(text(event)).isEqualTo("Good morning");
        assertThat(event.time().at()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(event.time().basis()).isEqualTo(TimeBasis.UTC);
        assertThat(event.chat().kind()).isEqualTo(ChatKind.DIRECT);
        assertThat(numbers(event)).containsExactly("+16174354634", "+12124325249");
        assertThat(Objects.requireNonNull(event.sender()).name()).isEqualTo("Ana Ruiz");
        assertThat(Objects.requireNonNull(event.sender().email()).value())
                .isEqualTo("ana@firm.example");
        assertThat(Objects.requireNonNull(event.key()).id())
                .isEqualTo("1.1700000000@telemessage.com");
        assertThat(event.provenance().locator()).isEqualTo("mail.eml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe – 5 €", "שלום, מה נשמע?", "こんにちは世界", "👩‍👩‍👧 ok", "مرحبا"})
    void wordsInEveryScript(String words) {
        assertThat(text(OldMail.message(words).event())).isEqualTo(words);
    }

    @Test
    void aMessageOfAGroup() {
        Event event = OldMail.group("Numbers are up").event();

        assertThat(event.chat().kind()).isEqualTo(ChatKind.GROUP);
        assertThat(event.chat().title()).isEqualTo("Sales Group");
        assertThat(numbers(event)).containsExactly("+16174354634", "+12124325249", "+447700900123");
    }

    @Test
    void aGroupWithWhatsAppsOwnIdHasItsAddress() {
        Event event =
                OldMail.group("x").with("X-TELEMESSAGE-GroupID", "120363041234567890").event();

        assertThat(event.chat().jid()).isEqualTo("120363041234567890@g.us");
    }

    @Test
    void numbersOfTheSubjectCompleteTheHeaders() {
        Event event =
                OldMail.message("x")
                        .with("From", "Ana Ruiz <ana@firm.example>")
                        .with("To", "Bob Lee <bob@client.example>")
                        .event();

        assertThat(numbers(event)).containsExactly("+16174354634", "+12124325249");
    }

    @Test
    void aMailToTheArchiveItselfIsStillOfTheTwo() {
        Event event =
                OldMail.message("x").with("To", "archive@firm.example, it@firm.example").event();

        assertThat(numbers(event)).containsExactly("+16174354634", "+12124325249");
    }

    @Test
    void aFileIsAnAttachment() {
        OldMail.Decoded decoded =
                OldMail.message("").parts("mixed", plain("look"), PICTURE).decoded();

        Content.Message message = (Content.Message) decoded.event(0).content();
        assertThat(message.text()).isEqualTo("look");
        Attachment file = message.attachments().getFirst();
        assertThat(file.state()).isEqualTo(AttachmentState.PENDING);
        assertThat(file.fileName()).isEqualTo("photo.jpg");
        assertThat(file.kind()).isEqualTo(MediaKind.IMAGE);
        assertThat(file.sniffedType()).isEqualTo("image/jpeg");
        assertThat(decoded.contents()).containsExactly(JPEG);
        assertThat(decoded.report().attachmentsFound()).isEqualTo(1);
    }

    @Test
    void namesOfFilesMayBeInAnyCharacters() {
        String part =
                PICTURE.replace(
                        "filename=\"photo.jpg\"",
                        "filename*=UTF-8''%D7%AA%D7%9E%D7%95%D7%A0%D7%94.jpg");
        Event event = OldMail.message("").parts("mixed", plain("look"), part).event();

        assertThat(((Content.Message) event.content()).attachments().getFirst().fileName())
                .isEqualTo("תמונה.jpg");
    }

    @Test
    void ofTwoFormsOfTheWordsThePlainOneIsTaken() {
        Event event =
                OldMail.message("")
                        .parts(
                                "alternative",
                                plain("just words"),
                                "Content-Type: text/html; charset=utf-8\r\n\r\n<p>just <b>words</b></p>")
                        .event();

        assertThat(text(event)).isEqualTo("just words");
    }

    @Test
    void htmlAloneBecomesWords() {
        Event event =
                OldMail.message("<html><body><p>Grüße</p><p>bye</p></body></html>")
                        .with("Content-Type", "text/html; charset=utf-8")
                        .event();

        assertThat(text(event)).isEqualTo("Grüße\n\nbye");
    }

    @Test
    void aWrongCharacterSetIsSeenThrough() {
        byte[] latin =
                OldMail.message("Größe")
                        .with("Content-Type", "text/plain; charset=utf-8")
                        .text()
                        .getBytes(Charset.forName("windows-1252"));
        byte[] unknown =
                OldMail.message("Größe")
                        .with("Content-Type", "text/plain; charset=x-nobody-knows")
                        .text()
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(text(OldMail.decoded(latin, "a.eml").event(0))).isEqualTo("Größe");
        assertThat(text(OldMail.decoded(unknown, "a.eml").event(0))).isEqualTo("Größe");
    }

    @Test
    void aDeletionSaysWhatItWasAndKeepsTheWords() {
        Event event =
                OldMail.message("call me")
                        .with(
                                "Subject",
                                "=?UTF-8?Q?DELETED_=E2=80=93_UNREAD_=E2=80=93_?=\r\n WhatsApp Message From 16174354634 to 12124325249")
                        .with("X-TELEMESSAGE-ArchiveMessageID", "4711")
                        .event();

        Content.Deletion deletion = (Content.Deletion) event.content();
        assertThat(deletion.text()).isEqualTo("DELETED – UNREAD\n\ncall me");
        assertThat(deletion.scope()).isEqualTo(Content.Deletion.Scope.UNKNOWN);
        assertThat(Objects.requireNonNull(deletion.target().key()).id())
                .isEqualTo("telemessage:4711 1.1700000000@telemessage.com");
        assertThat(Objects.requireNonNull(event.key()).id())
                .isEqualTo(
                        "1.1700000000@telemessage.com#DELETED-UNREAD telemessage:4711#DELETED-UNREAD");
    }

    @Test
    void filesOfADeletionAreNotLost() {
        OldMail.Decoded decoded =
                OldMail.message("")
                        .with("Subject", "DELETED For All - READ " + OldMail.DIRECT)
                        .parts("mixed", plain("look"), PICTURE)
                        .decoded();

        assertThat(decoded.events())
                .extracting(event -> event.event().kind())
                .containsExactly(EventKind.MESSAGE, EventKind.DELETION);
        assertThat(decoded.contents()).containsExactly(JPEG);
        assertThat(decoded.delivery().found()).isEqualTo(1);
        assertThat(decoded.delivery().events()).isEqualTo(2);
    }

    @Test
    void aCall() {
        Event event =
                OldMail.message("Duration: 00:02:05")
                        .with(
                                "Subject",
                                "Incoming WhatsApp Voice Call From 16174354634 to 12124325249")
                        .event();

        Content.Call call = (Content.Call) event.content();
        assertThat(call.medium()).isEqualTo(Content.Call.Medium.VOICE);
        assertThat(call.direction()).isEqualTo(Content.Call.Direction.INCOMING);
        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(125));
        assertThat(call.text()).isEqualTo("Duration: 00:02:05");
        assertThat(call.group()).isFalse();
    }

    @Test
    void aDayOfAConversationIsOneItemThatNobodyIsSaidToHaveWritten() {
        OldMail.Decoded decoded =
                OldMail.message("22:13 Ana: hi\n22:14 Bob: hello")
                        .with("Subject", "WhatsApp Conversation From 16174354634 to 12124325249")
                        .decoded();

        assertThat(decoded.events()).hasSize(1);
        assertThat(decoded.event(0).sender()).isNull();
        assertThat(text(decoded.event(0))).contains("Ana: hi", "Bob: hello");
        assertThat(decoded.report().warnings()).anyMatch(line -> line.contains("whole day"));
    }

    @Test
    void theMailInsideAJournalIsTheMail() {
        String inner = OldMail.message("inside").text();
        Event event =
                OldMail.of(OldMail.DIRECT)
                        .with("Message-ID", "<journal@exchange.example>")
                        .with("X-MS-Journal-Report", "")
                        .with("From", "<MicrosoftExchange329e71ec@firm.example>")
                        .with("To", "journal@firm.example")
                        .parts(
                                "mixed",
                                plain("Sender: ana@firm.example\r\nMessage-Id: <1>"),
                                "Content-Type: message/rfc822\r\n\r\n" + inner)
                        .event();

        assertThat(text(event)).isEqualTo("inside");
        assertThat(Objects.requireNonNull(event.key()).id())
                .isEqualTo("1.1700000000@telemessage.com");
        assertThat(numbers(event)).containsExactly("+16174354634", "+12124325249");
    }

    @Test
    void filesInsideAJournalCanBeOpened() {
        String inner = OldMail.message("").parts("mixed", plain("look"), PICTURE).text();
        OldMail.Decoded decoded =
                OldMail.of("Journal")
                        .with("From", "journal@firm.example")
                        .with("Content-Type", "multipart/mixed; boundary=\"outer\"")
                        .body(
                                "--outer\r\n"
                                        + plain("Sender: ana@firm.example")
                                        + "\r\n--outer\r\nContent-Type: message/rfc822\r\n\r\n"
                                        + inner
                                        + "\r\n--outer--\r\n")
                        .decoded();

        assertThat(decoded.contents()).containsExactly(JPEG);
    }

    @Test
    void aMailThatSomebodyAttachedStaysAnAttachment() {
        OldMail.Decoded decoded =
                OldMail.message("")
                        .with("X-TELEMESSAGE-Network", "WhatsApp")
                        .parts(
                                "mixed",
                                plain("see this"),
                                "Content-Type: message/rfc822\r\n\r\n"
                                        + OldMail.message("other").text())
                        .decoded();

        assertThat(text(decoded.event(0))).isEqualTo("see this");
        assertThat(new String(decoded.contents().getFirst(), StandardCharsets.UTF_8))
                .contains("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lunch?", "SMS Message From 16174354634 to 12124325249"})
    void whatIsNotOfWhatsAppIsKeptAsUnknownWithItsWords(String subject) {
        OldMail mail = OldMail.message("some words").with("Subject", subject);
        OldMail.Decoded decoded = mail.decoded();

        Content.Unknown unknown = (Content.Unknown) decoded.event(0).content();
        assertThat(unknown.text()).isEqualTo(subject + "\n\nsome words");
        assertThat(decoded.events().getFirst().raw()).isEqualTo(mail.bytes());
        assertThat(decoded.delivery().unknown()).isEqualTo(1);
    }

    @Test
    void headersOfTheVendorTellWhereTheSubjectDoesNot() {
        Event event =
                OldMail.message("hello")
                        .with("Subject", "Nachricht")
                        .with("X-TELEMESSAGE-Network", "WhatsApp")
                        .event();

        assertThat(text(event)).isEqualTo("hello");
        assertThat(numbers(event)).containsExactly("+16174354634", "+12124325249");
    }

    @Test
    void whatTheVendorEncryptedForItsCustomerIsSaidToBeSo() {
        Event event = OldMail.message("c2VjcmV0").with("X-TELEMESSAGE-ENC-DATAKEY", "x").event();

        assertThat(((Content.Unreadable) event.content()).reason())
                .isEqualTo(Content.Unreadable.Reason.NOT_DECRYPTED);
    }

    @Test
    void mailsThatWharfDeliveredAreLeftWhereTheyAre() {
        OldMail.Decoded decoded =
                OldMail.message("x")
                        .with("X-Wharf-Item", "m4sx45mm")
                        .with("X-Wharf-Kind", "message")
                        .decoded();

        assertThat(decoded.events()).isEmpty();
        assertThat(decoded.delivery().own()).isEqualTo(1);
        assertThat(decoded.delivery().found()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "Tue, 99 Nov 2023 22:13:20 +0000"})
    void withoutADateTheTimeIsSaidToBeAGuess(String date) {
        OldMail.Decoded decoded = OldMail.message("x").with("Date", date).decoded();

        assertThat(decoded.event(0).time().basis()).isEqualTo(TimeBasis.ZONE_ASSUMED);
        assertThat(decoded.event(0).time().at()).isEqualTo(OldMail.RECEIVED);
        assertThat(decoded.report().warnings()).anyMatch(line -> line.contains("no date"));
    }

    @Test
    void aMailWithoutAnyIdIsKnownByItsBytes() {
        Event event = OldMail.message("x").without("Message-ID").event();

        assertThat(Objects.requireNonNull(event.key()).id()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void lineEndsInHeadersGiveNoNewHeader() {
        Event event =
                OldMail.group("x")
                        .with(
                                "Subject",
                                "=?UTF-8?Q?WhatsApp_Message_from_16174354634_to_Sales=0D=0ABcc:_x?=")
                        .event();

        assertThat(event.chat().title()).isEqualTo("Sales Bcc: x");
    }

    @Test
    void emptyMailsAndRubbishAreKeptAsUnknown() {
        for (byte[] bytes :
                List.of(
                        new byte[0],
                        new byte[] {0, 1, 2, 3},
                        "\r\n\r\n".getBytes(StandardCharsets.UTF_8))) {
            OldMail.Decoded decoded = OldMail.decoded(bytes, "x.eml");

            assertThat(decoded.event(0).content()).isInstanceOf(Content.Unknown.class);
            assertThat(decoded.events().getFirst().raw()).isEqualTo(bytes);
        }
    }

    @Test
    void partsNestedBeyondReasonAreNotFollowed() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            body.append(
                    "--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n"
                            .formatted(i, i + 1));
        }
        Event event =
                OldMail.message(body.toString())
                        .with("Content-Type", "multipart/mixed; boundary=b0")
                        .event();

        assertThat(event.content()).isInstanceOf(Content.Unknown.class);
    }

    @Test
    void aTextLongerThanAnyMessageIsWholeInAFile() {
        String text = "0123456789".repeat(150_000);

        OldMail.Decoded decoded = OldMail.message(text).decoded();

        assertThat(text(decoded.event(0))).hasSize(1 << 20);
        assertThat(decoded.contents().getFirst()).hasSize(text.length());
    }

    @Test
    void aLargeMailIsReadWithoutHoldingIt() {
        String base64 = Base64.getMimeEncoder().encodeToString(new byte[12 << 20]);
        String part = PICTURE.substring(0, PICTURE.indexOf("\r\n\r\n") + 4) + base64;
        OldMail.Decoded decoded = OldMail.message("").parts("mixed", plain("look"), part).decoded();

        assertThat(decoded.contents().getFirst()).hasSize(12 << 20);
        assertThat(decoded.events().getFirst().raw()).hasSize(64 << 10);
    }
}
