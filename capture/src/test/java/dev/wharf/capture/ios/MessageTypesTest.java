package dev.wharf.capture.ios;

import static dev.wharf.capture.ios.Phone.ANN;
import static dev.wharf.capture.ios.Phone.BOB;
import static dev.wharf.capture.ios.Phone.CY;
import static dev.wharf.capture.ios.Phone.GROUP;
import static dev.wharf.capture.ios.Phone.MAY;
import static dev.wharf.capture.ios.Phone.group;
import static dev.wharf.capture.ios.Phone.media;
import static dev.wharf.capture.ios.Phone.message;
import static dev.wharf.capture.ios.Phone.mine;
import static dev.wharf.capture.ios.Phone.the;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.cloudapi.Summary;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.TimePrecision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What becomes of each type of message, event, receipt and call of an iPhone.
///
/// Long because it is one list beside the table of docs/capture-ios-backup.md.
class MessageTypesTest {
    @TempDir Path temp;

    private Phone phone(String... statements) {
        return Phone.of(temp, statements);
    }

    private Message said(String... statements) {
        return (Message) phone(statements).content();
    }

    private static String metadata(ProtoBytes bytes) {
        return "ZMETADATA = " + bytes.sql();
    }

    @Test
    void aTextIsReadWithItsKeyAndItsPeople() {
        Event event = phone(message(7, 0, "ZTEXT = 'hello'")).event();

        assertThat(Summary.of(event))
                .isEqualTo(
                        "MESSAGE INCOMING 2024-05-01T10:00:07Z | DIRECT:%s | by Bob +15551230001 of [* +15550009999, Bob +15551230001] | 3A07 theirs %s | \"hello\""
                                .formatted(BOB, BOB));
        assertThat(event.provenance().locator()).isEqualTo("ZWAMESSAGE:7");
        assertThat(event.provenance().decoder()).isEqualTo("iosbackup/1");
        assertThat(event.chat().title()).isEqualTo("Bob");
    }

    @Test
    void theRowIsKeptRaw() {
        byte[] raw =
                phone(message(7, 0, "ZTEXT = 'hi'", "ZSTARRED = 1", "ZMEDIAITEM = 7"), media(7))
                        .decoded()
                        .getFirst()
                        .raw();

        assertThat(new String(raw, StandardCharsets.UTF_8))
                .startsWith("{\"ZWAMESSAGE\":{")
                .contains("\"m.zstarred\":1", "\"m.ztext\":\"hi\"", "\"ZWAMEDIAITEM\":{");
    }

    @Test
    void aLinkIsATextAsAnyOther() {
        Message message =
                said(
                        message(1, 7, "ZTEXT = 'see https://wharf.example'", "ZMEDIAITEM = 1"),
                        media(
                                1,
                                "ZTITLE = 'Wharf'",
                                metadata(
                                        new ProtoBytes()
                                                .text(3, "An archive")
                                                .message(
                                                        42,
                                                        new ProtoBytes()
                                                                .message(
                                                                        1,
                                                                        new ProtoBytes()
                                                                                .text(
                                                                                        9,
                                                                                        "https://wharf.example"))))));

        assertThat(message.text()).isEqualTo("see https://wharf.example");
        assertThat(the(message.structured()).title()).isEqualTo("Wharf");
        assertThat(the(message.structured()).fields())
                .containsExactly(
                        new Field("url", "https://wharf.example"),
                        new Field("description", "An archive"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, IMAGE",
        "2, VIDEO",
        "3, AUDIO",
        "8, DOCUMENT",
        "11, GIF",
        "15, STICKER",
        "43, VIDEO",
        "54, VIDEO_NOTE"
    })
    void aMediumIsFoundWhereTheDatabaseSays(int type, MediaKind kind) throws Exception {
        Phone phone =
                phone(
                                message(1, type, "ZMEDIAITEM = 1"),
                                media(
                                        1,
                                        "ZMEDIALOCALPATH = 'Media/%s/a/b/file.bin'".formatted(BOB),
                                        "ZFILESIZE = 4"))
                        .file("Message/Media/%s/a/b/file.bin".formatted(BOB), "body");

        Message message = (Message) phone.content();

        assertThat(message.attachments())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.kind()).isEqualTo(kind);
                            assertThat(one.state()).isEqualTo(AttachmentState.PENDING);
                            assertThat(one.fileName()).isEqualTo("file.bin");
                        });
        var opened = phone.decoded().getFirst();
        assertThat(opened.pending()).hasSize(1);
    }

    @Test
    void theTitleOfAPictureIsItsCaptionAndThatOfADocumentItsName() {
        Message picture =
                said(
                        message(1, 1, "ZMEDIAITEM = 1"),
                        media(1, "ZTITLE = 'the harbour'", "ZMEDIALOCALPATH = 'Media/x.jpg'"));
        Message document =
                said(
                        message(1, 8, "ZMEDIAITEM = 1", "ZTEXT = 'please sign'"),
                        media(
                                1,
                                "ZTITLE = 'contract.pdf'",
                                "ZVCARDSTRING = 'application/pdf'",
                                "ZMEDIALOCALPATH = 'Media/0815.pdf'"));

        assertThat(picture.text()).isEqualTo("the harbour");
        assertThat(document.text()).isEqualTo("please sign");
        assertThat(document.attachments().getFirst().fileName()).isEqualTo("contract.pdf");
        assertThat(document.attachments().getFirst().declaredType()).isEqualTo("application/pdf");
    }

    @Test
    void anAudioInOpusIsAVoiceNote() {
        Message message =
                said(
                        message(1, 3, "ZMEDIAITEM = 1"),
                        media(1, "ZMEDIALOCALPATH = 'Media/note.opus'"));

        assertThat(message.attachments().getFirst().kind()).isEqualTo(MediaKind.VOICE_NOTE);
    }

    @Test
    void aTextWithAMediumIsThatMedium() {
        Message message =
                said(
                        message(1, 0, "ZMEDIAITEM = 1"),
                        media(1, "ZVCARDSTRING = 'video/mp4'", "ZMEDIALOCALPATH = 'Media/v.mp4'"));

        assertThat(message.attachments().getFirst().kind()).isEqualTo(MediaKind.VIDEO);
    }

    @Test
    void contactsAreParted() {
        Message message =
                said(
                        message(1, 4, "ZMEDIAITEM = 1"),
                        media(
                                1,
                                "ZVCARDSTRING = 'BEGIN:VCARD\nFN:Dee\nTEL:+49 151 1\nEND:VCARD_$!<VCard-Separator>!$_BEGIN:VCARD\nFN:Eve Full\nEND:VCARD'",
                                "ZVCARDNAME = 'Dee_$!<Name-Separator>!$_Eve'"));

        assertThat(message.contacts())
                .extracting(card -> card.displayName() + " " + card.phones())
                .containsExactly("Dee [+49 151 1]", "Eve []");
        assertThat(message.contacts().get(1).vcard()).startsWith("BEGIN:VCARD\nFN:Eve Full");
    }

    @Test
    void onlyAPlaceHasDegrees() {
        Message place =
                said(
                        message(1, 5, "ZMEDIAITEM = 1"),
                        media(
                                1,
                                "ZLATITUDE = 53.5",
                                "ZLONGITUDE = 9.9",
                                "ZTITLE = 'Pier'",
                                "ZVCARDNAME = 'Kai 1'"));
        Message picture =
                said(
                        message(1, 1, "ZMEDIAITEM = 1"),
                        media(1, "ZLATITUDE = 45.0", "ZLONGITUDE = 60.0"));

        assertThat(the(place.location()).latitude()).isEqualTo(53.5);
        assertThat(the(place.location()).longitude()).isEqualTo(9.9);
        assertThat(the(place.location()).name()).isEqualTo("Pier");
        assertThat(the(place.location()).address()).isEqualTo("Kai 1");
        assertThat(picture.location()).isNull();
    }

    @Test
    void whatWasToBeSeenOnceIsMarkedAndMayBeGone() {
        Message gone = said(mine(1, 38, "ZMEDIAITEM = 1"), media(1));
        Message voice = said(message(1, 53, "ZMEDIAITEM = 1"), media(1));

        assertThat(gone.marks().viewOnce()).isTrue();
        assertThat(gone.attachments().getFirst().state()).isEqualTo(AttachmentState.UNAVAILABLE);
        assertThat(voice.attachments().getFirst().kind()).isEqualTo(MediaKind.VOICE_NOTE);
    }

    @Test
    void anAnswerNamesWhatItAnswersAndTheCopyOfIt() {
        Message message =
                said(
                        message(1, 0, "ZTEXT = 'yes'", "ZMEDIAITEM = 1"),
                        media(
                                1,
                                metadata(
                                        new ProtoBytes()
                                                .text(5, "3AQUOTED")
                                                .text(6, ANN)
                                                .message(
                                                        19,
                                                        new ProtoBytes().text(1, "shall we?")))));

        assertThat(the(message.quote()).target().key())
                .isEqualTo(new MessageKey(BOB, "3AQUOTED", true, ANN));
        assertThat(the(the(message.quote()).author()).owner()).isTrue();
        assertThat(the(message.quote()).text()).isEqualTo("shall we?");
    }

    @Test
    void anAnswerToAnotherChatPointsThere() {
        Message message =
                said(
                        message(1, 0, "ZTEXT = 'privately'", "ZMEDIAITEM = 1"),
                        media(
                                1,
                                metadata(
                                        new ProtoBytes()
                                                .text(5, "3AQ")
                                                .text(6, CY)
                                                .text(7, GROUP)
                                                .message(
                                                        19,
                                                        new ProtoBytes()
                                                                .message(
                                                                        6,
                                                                        new ProtoBytes()
                                                                                .text(
                                                                                        1,
                                                                                        "link"))))));

        assertThat(the(message.quote()).target().key())
                .isEqualTo(new MessageKey(GROUP, "3AQ", false, CY));
        assertThat(the(message.quote()).text()).isEqualTo("link");
    }

    @Test
    void whatWasForwardedIsMarked() {
        Message flagged = said(message(1, 0, "ZTEXT = 'fw'", "ZFLAGS = 384"));
        Message named =
                said(
                        message(1, 0, "ZTEXT = 'fw'", "ZMEDIAITEM = 1"),
                        media(1, metadata(new ProtoBytes().text(21, BOB))));
        Message plain = said(message(1, 0, "ZTEXT = 'no'", "ZFLAGS = 16777280"));

        assertThat(flagged.marks().forwardScore()).isEqualTo(1);
        assertThat(named.marks().forwardScore()).isEqualTo(1);
        assertThat(plain.marks().forwardScore()).isZero();
    }

    @Test
    void aTimerOfAMessageIsRead() {
        Message message =
                said(
                        message(1, 0, "ZTEXT = 'soon gone'", "ZMEDIAITEM = 1"),
                        media(1, metadata(new ProtoBytes().number(36, 604800))));

        assertThat(message.marks().disappearsAfterSeconds()).isEqualTo(604800);
    }

    @Test
    void aChangeOfTheDefaultTimerIsANotice() {
        Content content =
                phone(
                                message(1, 28, "ZMEDIAITEM = 1"),
                                media(1, metadata(new ProtoBytes().text(36, "86400"))))
                        .content();

        assertThat(content)
                .isEqualTo(
                        new Content.Notice(
                                Topic.TIMER, "the default message timer was set to 86400 seconds"));
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 23, 24, 30, 32, 41, 42})
    void aTemplateHasItsWordsAndItsButtons(int type) {
        Message message =
                said(
                        message(1, type, "ZMEDIAITEM = 1"),
                        media(
                                1,
                                metadata(
                                        new ProtoBytes()
                                                .message(
                                                        24,
                                                        new ProtoBytes()
                                                                .message(
                                                                        1,
                                                                        new ProtoBytes()
                                                                                .text(
                                                                                        2,
                                                                                        "Your order")
                                                                                .text(6, "is ready")
                                                                                .message(
                                                                                        8,
                                                                                        new ProtoBytes()
                                                                                                .message(
                                                                                                        2,
                                                                                                        new ProtoBytes()
                                                                                                                .text(
                                                                                                                        1,
                                                                                                                        "Track"))))))));

        assertThat(message.text()).isEqualTo("Your order\nis ready");
        assertThat(the(message.structured()).fields())
                .containsExactly(new Field("button", "Track"));
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 31, 34})
    void anAnswerToATemplateIsAText(int type) {
        assertThat(said(message(1, type, "ZTEXT = 'Track'")).text()).isEqualTo("Track");
    }

    @Test
    void aProductIsRead() {
        Message message =
                said(
                        message(1, 26, "ZMEDIAITEM = 1"),
                        media(
                                1,
                                metadata(
                                        new ProtoBytes()
                                                .message(
                                                        26,
                                                        new ProtoBytes()
                                                                .message(
                                                                        1,
                                                                        new ProtoBytes()
                                                                                .message(
                                                                                        1,
                                                                                        new ProtoBytes()
                                                                                                .text(
                                                                                                        3,
                                                                                                        "Rope")
                                                                                                .text(
                                                                                                        5,
                                                                                                        "EUR")
                                                                                                .number(
                                                                                                        6,
                                                                                                        12500))
                                                                                .text(2, BOB))))));

        assertThat(the(message.structured()).fields())
                .containsExactly(
                        new Field("name", "Rope"),
                        new Field("currency", "EUR"),
                        new Field("amount in thousandths", "12500"),
                        new Field("seller", BOB));
    }

    @Test
    void anInvitationNamesItsGroup() {
        Message message =
                said(
                        message(1, 27, "ZMEDIAITEM = 1", "ZTEXT = 'join us'"),
                        media(
                                1,
                                metadata(
                                        new ProtoBytes()
                                                .message(28, new ProtoBytes().text(4, "Crew")))));

        assertThat(the(message.structured()).type()).isEqualTo("group invitation");
        assertThat(the(message.structured()).title()).isEqualTo("Crew");
    }

    @Test
    void aPollIsReadAndItsVotesAreUnknown() {
        Message message =
                said(
                        message(1, 46, "ZMESSAGEINFO = 1"),
                        Phone.info(
                                1,
                                new ProtoBytes()
                                        .message(
                                                8,
                                                new ProtoBytes()
                                                        .text(2, "Where?")
                                                        .message(
                                                                3, new ProtoBytes().text(1, "Pier"))
                                                        .message(
                                                                3,
                                                                new ProtoBytes().text(1, "Bar")))));

        assertThat(the(message.poll()).question()).isEqualTo("Where?");
        assertThat(the(message.poll()).options())
                .extracting(option -> option.name() + option.votes())
                .containsExactly("Pier-1", "Bar-1");
    }

    @Test
    void aMessageThatWasNotDecryptedIsNamed() {
        assertThat(phone(message(1, 12)).content())
                .isEqualTo(new Unreadable(Unreadable.Reason.NOT_DECRYPTED, null));
    }

    @Test
    void aDeletedMessageIsADeletionOfIt() {
        Event event = phone(message(1, 14)).event();

        assertThat(event.content())
                .isEqualTo(
                        new Deletion(
                                new dev.wharf.core.event.MessageRef(
                                        null, new MessageKey(BOB, "3A01", false, BOB)),
                                Deletion.Scope.FOR_EVERYONE,
                                event.sender(),
                                null));
        assertThat(the(event.key()).id()).isEqualTo("deleted:3A01");
    }

    @Test
    void anAdminWhoDeletedIsNamed() {
        Event event =
                phone(
                                group(1, 14, "ZGROUPMEMBER = 2", "ZMEDIAITEM = 1"),
                                media(1, "ZVCARDSTRING = '%s'".formatted(BOB)))
                        .event();

        assertThat(event.content())
                .isInstanceOfSatisfying(
                        Deletion.class,
                        deletion -> {
                            assertThat(deletion.scope()).isEqualTo(Deletion.Scope.BY_ADMIN);
                            assertThat(the(deletion.by()).label()).isEqualTo("Bob");
                            assertThat(the(deletion.target().key()).sender()).isEqualTo(CY);
                        });
        assertThat(the(event.sender()).label()).isEqualTo("Bob");
    }

    @Test
    void callsInChatsAreRead() {
        Call answered =
                (Call)
                        phone(
                                        mine(1, 59, "ZMEDIAITEM = 1"),
                                        media(
                                                1,
                                                metadata(
                                                        new ProtoBytes()
                                                                .message(
                                                                        87,
                                                                        new ProtoBytes()
                                                                                .message(
                                                                                        1,
                                                                                        new ProtoBytes()
                                                                                                .number(
                                                                                                        3,
                                                                                                        65))))))
                                .content();
        Call missed =
                (Call)
                        phone(
                                        message(1, 59, "ZMEDIAITEM = 1"),
                                        media(
                                                1,
                                                metadata(
                                                        new ProtoBytes()
                                                                .message(
                                                                        87,
                                                                        new ProtoBytes()
                                                                                .message(
                                                                                        1,
                                                                                        new ProtoBytes()
                                                                                                .number(
                                                                                                        3,
                                                                                                        0))))))
                                .content();

        assertThat(answered.outcome()).isEqualTo(Call.Outcome.ANSWERED);
        assertThat(answered.direction()).isEqualTo(Call.Direction.OUTGOING);
        assertThat(answered.duration()).isEqualTo(Duration.ofSeconds(65));
        assertThat(missed.outcome()).isEqualTo(Call.Outcome.MISSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 66, 99, 4711})
    void whatIsNotKnownIsKeptRawAndCounted(int type) {
        Phone phone = phone(message(1, type, "ZTEXT = 'what?'"));

        assertThat(phone.content())
                .isEqualTo(new Content.Unknown("message of type " + type, "what?"));
        assertThat(phone.warnings())
                .contains(
                        "1 messages of type %d, which this version does not know; they are kept raw (ZWAMESSAGE:1)"
                                .formatted(type));
    }

    @Test
    void anEmptyTextIsKeptRaw() {
        Phone phone = phone(message(1, 0));

        assertThat(phone.content()).isInstanceOf(Content.Unknown.class);
        assertThat(phone.warnings())
                .contains("1 text messages without a text; they are kept raw (ZWAMESSAGE:1)");
    }

    @Test
    void fractionsOfSecondsAreKept() {
        Event event = phone(mine(1, 0, "ZTEXT = 'x'", "ZMESSAGEDATE = " + MAY + ".25")).event();

        assertThat(event.time().at()).isEqualTo(Instant.parse("2024-05-01T10:00:00.250Z"));
        assertThat(event.time().precision()).isEqualTo(TimePrecision.MILLISECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "-5", "9e999", "1e300", "'soon'", "x'00ff'"})
    void whatHasNoTimeBearsThatOfTheBackup(String date) {
        Phone phone = phone(message(1, 0, "ZTEXT = 'x'", "ZMESSAGEDATE = " + date));

        assertThat(phone.event().time().at()).isEqualTo(Phone.RECEIVED);
        assertThat(phone.event().time().localText()).isNotNull();
        assertThat(phone.warnings()).anyMatch(text -> text.startsWith("1 messages without a time"));
    }

    @Test
    void theTimeOfSendingStandsInForAMissingOne() {
        Event event =
                phone(message(1, 0, "ZTEXT = 'x'", "ZMESSAGEDATE = NULL", "ZSENTDATE = " + MAY))
                        .event();

        assertThat(event.time().at()).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
    }

    @Test
    void whatHasNoIdOfWhatsAppsIsNamedByWhatItSays() {
        Event one = phone(message(1, 0, "ZTEXT = 'x'", "ZSTANZAID = NULL")).event();
        Event sameElsewhere =
                phone(
                                message(
                                        9,
                                        0,
                                        "ZTEXT = 'x'",
                                        "ZSTANZAID = NULL",
                                        "ZMESSAGEDATE = " + (MAY + 1)))
                        .event();
        Event another = phone(message(1, 0, "ZTEXT = 'y'", "ZSTANZAID = NULL")).event();

        assertThat(one.key()).isEqualTo(sameElsewhere.key()).isNotEqualTo(another.key());
    }

    @Test
    void messagesComeInTheOrderOfTheChat() {
        List<Event> events =
                phone(
                                message(1, 0, "ZTEXT = 'second'", "ZSORT = 20"),
                                message(2, 0, "ZTEXT = 'first'", "ZSORT = 10"),
                                message(3, 0, "ZTEXT = 'third'", "ZSORT = 20"))
                        .events();

        assertThat(events.stream().map(event -> ((Message) event.content()).text()))
                .containsExactly("first", "second", "third");
    }

    @Test
    void anUnsentMessageIsTakenAndSaidToBeUnsent() {
        assertThat(phone(mine(1, 0, "ZTEXT = 'x'", "ZMESSAGESTATUS = 9")).warnings())
                .contains("1 messages that the phone had not sent yet (ZWAMESSAGE:1)");
    }

    @Test
    void metadataThatIsNoMessageIsNotedAndKept() {
        Phone phone =
                phone(
                        message(1, 0, "ZTEXT = 'x'", "ZMEDIAITEM = 1"),
                        media(1, "ZMETADATA = x'ffffffff'"));

        assertThat(phone.warnings())
                .contains(
                        "1 messages whose ZMETADATA cannot be read; it is kept raw (ZWAMESSAGE:1)");
        assertThat(new String(phone.decoded().getFirst().raw(), StandardCharsets.UTF_8))
                .contains("base64://///w==");
    }

    @Test
    void aMediumThatPointsToItsMessageAloneIsFound() {
        Message message =
                said(message(1, 1), media(1, "ZTITLE = 'only back'", "ZMEDIALOCALPATH = 'a.jpg'"));

        assertThat(message.text()).isEqualTo("only back");
    }

    @Test
    void aChangedOrMissingMediumIsSaidToBeSo() {
        String sha = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="; // of "test"
        String[] rows = {
            message(1, 1, "ZMEDIAITEM = 1"),
            media(1, "ZMEDIALOCALPATH = 'Media/a.jpg'", "ZVCARDNAME = '%s'".formatted(sha))
        };
        Attachment verified = attachment(phone(rows).file("Message/Media/a.jpg", "test").content());
        Attachment moved = attachment(phone(rows).file("elsewhere/b.jpg", "test").content());
        Attachment forged = attachment(phone(rows).file("Message/Media/a.jpg", "forged").content());
        Attachment absent =
                attachment(phone(rows).file("Message/Media/other.jpg", "other").content());

        assertThat(verified.state()).isEqualTo(AttachmentState.PENDING);
        assertThat(moved.state()).isEqualTo(AttachmentState.PENDING);
        assertThat(forged.reason()).contains("another file lies in its place");
        assertThat(absent.reason()).isEqualTo("not among the files that were handed over");
    }

    private static Attachment attachment(Content content) {
        return ((Message) content).attachments().getFirst();
    }

    @Test
    void aPreviewStandsInForAMissingMedium() {
        Phone phone =
                phone(
                                message(1, 1, "ZMEDIAITEM = 1"),
                                media(
                                        1,
                                        "ZMEDIALOCALPATH = 'Media/a.jpg'",
                                        "ZXMPPTHUMBPATH = 'Media/a.thumb'"))
                        .file("Message/Media/a.thumb", "small");

        assertThat(((Message) phone.content()).attachments())
                .extracting(Attachment::fileName, Attachment::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a.jpg", AttachmentState.MISSING),
                        org.assertj.core.groups.Tuple.tuple("a.thumb", AttachmentState.PENDING));
        assertThat(phone.warnings()).anyMatch(text -> text.contains("only the preview"));
    }
}
