package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.Poll;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// What bodies say.
class BodiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "This message was deleted",
                "You deleted this message.",
                "Diese Nachricht wurde gelöscht",
                "Ce message a été supprimé",
                "Se eliminó este mensaje",
                "Данное сообщение удалено",
                "تم حذف هذه الرسالة",
                "このメッセージは削除されました",
                "此訊息已被刪除"
            })
    void deleted(String body) {
        assertThat(android(body)).isInstanceOf(Content.Deletion.class);
        assertThat(ios("\u200E" + body)).isInstanceOf(Content.Deletion.class);
    }

    @Test
    void deletedByAnAdminWhoIsNamed() {
        Content.Deletion deletion =
                (Content.Deletion) ios("\u200EThis message was deleted by admin Eve Adams.");

        assertThat(deletion.scope()).isEqualTo(Content.Deletion.Scope.BY_ADMIN);
        assertThat(Export.label(deletion.by())).isEqualTo("Eve Adams");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    fixed it \u200E<This message was edited>            | fixed it
                    Corrigé <Ce message a été modifié>                  | Corrigé
                    gut <Diese Nachricht wurde bearbeitet.>             | gut
                    bien <Se editó este mensaje.>                       | bien
                    something \u200E<in words nobody knows>             | something
                    """,
            delimiter = '|')
    void edited(String body, String text) {
        Content.Message message = (Content.Message) android(body);

        assertThat(message.marks().edited()).isTrue();
        assertThat(message.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"I <3 you", "a <b> c", "x > y", "<br>", "<3", "see <https://a.example/b>"})
    void bracketsOfPeopleStay(String body) {
        Content.Message message = (Content.Message) android(body);

        assertThat(message.text()).isEqualTo(body);
        assertThat(message.attachments()).isEmpty();
        assertThat(message.marks().edited()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    \u200Eimage omitted          | IMAGE
                    \u200EBild weggelassen       | IMAGE
                    \u200Evídeo omès             | VIDEO
                    \u200Estiker tidak disertakan| STICKER
                    \u200EGIF отсутствует        | GIF
                    \u200E音声は含まれていません | AUDIO
                    \u200EKontaktkarte ausgelassen | CONTACT_CARD
                    """,
            delimiter = '|')
    void leftOutByIos(String body, MediaKind kind) {
        Attachment attachment = attachment(ios(body));

        assertThat(attachment.state()).isEqualTo(AttachmentState.OMITTED);
        assertThat(attachment.kind()).isEqualTo(kind);
    }

    @Test
    void leftOutInWordsNobodyKnows() {
        Content content =
                Export.text("\u200E[13/01/2024, 10:00:00] Ana: \u200Eblargh omittato").content();

        assertThat(attachment(content).state()).isEqualTo(AttachmentState.OMITTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Media omitted>",
                "<Medien ausgeschlossen>",
                "<Mídia oculta>",
                "<blargh omittato>",
                "<省略多媒体文件>"
            })
    void leftOutByAndroid(String body) {
        assertThat(attachment(android(body)).state()).isEqualTo(AttachmentState.OMITTED);
    }

    @Test
    void aDocumentThatIsLeftOutHasItsName() {
        Attachment attachment =
                attachment(ios("Resume.pdf • \u200E2 pages \u200Edocument omitted"));

        assertThat(attachment.fileName()).isEqualTo("Resume.pdf");
        assertThat(attachment.kind()).isEqualTo(MediaKind.DOCUMENT);
    }

    @Test
    void captionsStandBelowOnAndroid() {
        Content.Message message =
                (Content.Message)
                        android("IMG-20240113-WA0001.jpg (file attached)\nour desk\nfrom above");

        assertThat(message.text()).isEqualTo("our desk\nfrom above");
        assertThat(attachment(message).state()).isEqualTo(AttachmentState.MISSING);
        assertThat(attachment(message).reason()).contains("without its media");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200E<attached: 00000035-PHOTO-2022-03-27-21-41-55.jpg>",
                "\u200E<Anhang: 00000035-PHOTO-2022-03-27-21-41-55.jpg>",
                "\u200E< pièce jointe : 00000035-PHOTO-2022-03-27-21-41-55.jpg >",
                "\u200E<00000035-PHOTO-2022-03-27-21-41-55.jpg eklendi>",
                "\u200E<附件：00000035-PHOTO-2022-03-27-21-41-55.jpg>"
            })
    void namedByIos(String body) {
        assertThat(attachment(ios(body)).fileName())
                .isEqualTo("00000035-PHOTO-2022-03-27-21-41-55.jpg");
    }

    @Test
    void contactsAreReadFromTheNameWhereTheFileIsNotThere() {
        Content.Message message = (Content.Message) android("Alex Meyer.vcf (file attached)");

        assertThat(message.contacts())
                .singleElement()
                .satisfies(card -> assertThat(card.displayName()).isEqualTo("Alex Meyer"));
        assertThat(attachment(message).kind()).isEqualTo(MediaKind.CONTACT_CARD);
    }

    @Test
    void placesHaveCoordinates() {
        Content.Message message =
                (Content.Message) android("Standort: https://maps.google.com/?q=51.5021,-0.1273");

        assertThat(message.location())
                .isNotNull()
                .satisfies(place -> assertThat(place.latitude()).isEqualTo(51.5021));
    }

    @Test
    void aLinkToAMapIsALink() {
        Content.Message message =
                (Content.Message) android("https://maps.google.com/?q=51.5021,-0.1273");

        assertThat(message.location()).isNull();
    }

    @Test
    void venuesHaveNameAndAddress() {
        Content.Message one =
                (Content.Message) ios("Pimlico (London, UK): https://foursquare.com/v/4e89");
        Content.Message other =
                (Content.Message) android("Pimlico\nLondon, UK\nhttps://foursquare.com/v/4e89");

        assertThat(one.location()).isEqualTo(other.location());
    }

    @Test
    void aPollHasItsVotes() {
        Content.Message message =
                (Content.Message)
                        ios(
                                "\u200EENCUESTA:\r\n¿Qué?\r\n\u200EOPCIÓN: sí (2 votos)\r\n\u200EOPCIÓN: no (1 voto)");

        Poll poll = message.poll();
        assertThat(poll).isNotNull();
        assertThat(poll.question()).isEqualTo("¿Qué?");
        assertThat(poll.options()).extracting(Poll.Option::votes).containsExactly(2, 1);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    \u200EMissed voice call             | VOICE | MISSED     | 0
                    \u200EVideo call, \u200E5 min       | VIDEO | ANSWERED   | 300
                    \u200EVoice call, \u200E1 hr 12 min | VOICE | ANSWERED   | 4320
                    \u200EVoice call, \u200ENo answer   | VOICE | UNANSWERED | 0
                    \u200ESprachanruf, \u200E45 Sek.    | VOICE | ANSWERED   | 45
                    \u200EAppel vidéo, \u200E3 min      | VIDEO | ANSWERED   | 180
                    \u200Eビデオ通話、\u200E3分           | VIDEO | ANSWERED   | 180
                    """,
            delimiter = '|')
    void calls(
            String body, Content.Call.Medium medium, Content.Call.Outcome outcome, long seconds) {
        Content.Call call = (Content.Call) ios(body);

        assertThat(call.medium()).isEqualTo(medium);
        assertThat(call.outcome()).isEqualTo(outcome);
        assertThat(call.duration()).isEqualTo(seconds == 0 ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void nullIsWhatAndroidWritesForViewOnce() {
        assertThat(android("null")).isInstanceOf(Content.Unreadable.class);
        assertThat(ios("null")).isEqualTo(Content.Message.text("null"));
    }

    @Test
    void whatExpiredIsEmpty() {
        assertThat(android("")).isInstanceOf(Content.Unreadable.class);
    }

    @Test
    void plainWordsAreKeptToTheLetter() {
        String body = "a\u200Fb  c\u00A0👨‍👩‍👧 \u202Ed";

        assertThat(android(body)).isEqualTo(Content.Message.text(body));
    }

    private static Attachment attachment(Content content) {
        return ((Content.Message) content).attachments().getFirst();
    }

    private static Content android(String body) {
        return Export.text("13/01/2024, 10:00 - Ana: " + body).content();
    }

    /// Behind another line, since the first one of an iOS export is a banner.
    private static Content ios(String body) {
        return Export.text("[13/01/2024, 09:00:00] Ana: hi\r\n[13/01/2024, 10:00:00] Bob: " + body)
                .events()
                .getLast()
                .content();
    }
}
