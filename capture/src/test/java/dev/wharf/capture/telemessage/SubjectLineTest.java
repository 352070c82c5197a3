package dev.wharf.capture.telemessage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.event.Content.Deletion.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every form of a subject that the vendor documents, and what people and gateways make of them.
class SubjectLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    WhatsApp Message From 16174354634 to 12124325249    | MESSAGE | 16174354634 | 12124325249
                    WhatsApp Message from 16174354634  to Sales Group   | MESSAGE | 16174354634 | Sales Group
                    WHATSAPP MESSAGE FROM 16174354634 TO 12124325249    | MESSAGE | 16174354634 | 12124325249
                    whatsapp message from Ana to Bob                    | MESSAGE | Ana         | Bob
                    WhatsApp Business Message From 1617435 to 1212432   | MESSAGE | 1617435     | 1212432
                    WhatsApp Message From 16174354634 to קבוצת מכירות    | MESSAGE | 16174354634 | קבוצת מכירות
                    WhatsApp Message From 16174354634 to 営業グループ     | MESSAGE | 16174354634 | 営業グループ
                    WhatsApp Message From 1617435 to How to sell to us  | MESSAGE | 1617435     | How to sell to us
                    WhatsApp Call From 16174354634 to 12124325249       | CALL    | 16174354634 | 12124325249
                    Missed WhatsApp Video Call from 1617435 to 1212432  | CALL    | 1617435     | 1212432
                    WhatsApp Conversation Between 1617435 and 1212432   | DIGEST  | 1617435     | 1212432
                    WhatsApp Messages From 1617435 to Sales Group       | DIGEST  | 1617435     | Sales Group
                    WhatsApp Threaded Message From 161743 to 121243     | DIGEST  | 161743      | 121243
                    """)
    void theForms(String subject, SubjectLine.Kind kind, String from, String to) {
        SubjectLine line = SubjectLine.parse(subject).orElseThrow();

        assertThat(line.kind()).isEqualTo(kind);
        assertThat(line.from()).isEqualTo(from);
        assertThat(line.to()).isEqualTo(to);
        assertThat(line.isWhatsApp()).isTrue();
        assertThat(line.deleted()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DELETED – READ – WhatsApp Message From 161743 to 121243          | DELETED – READ             | UNKNOWN
                    DELETED - READ - WhatsApp Message From 161743 to 121243          | DELETED – READ             | UNKNOWN
                    DELETED  – READ WhatsApp Message From 161743 to 121243           | DELETED – READ             | UNKNOWN
                    DELETED — UNREAD — WhatsApp Message from 161743 to Sales Group   | DELETED – UNREAD           | UNKNOWN
                    DELETED – UNKNOWN – WhatsApp Message from 161743 to Sales Group  | DELETED – UNKNOWN          | UNKNOWN
                    DELETED  â€“ UNREAD - WhatsApp Message From 161743 to 121243      | DELETED – UNREAD           | UNKNOWN
                    deleted – read – whatsapp message from 161743 to 121243          | DELETED – READ             | UNKNOWN
                    DELETED For Me - UNKNOWN WhatsApp message from 131326 to broadcast group  | DELETED For Me – UNKNOWN  | FOR_ME
                    DELETED For All - UNKNOWN WhatsApp message from 131326 to broadcast group | DELETED For All – UNKNOWN | FOR_EVERYONE
                    DELETED For Everyone – WhatsApp Message From 161743 to 121243    | DELETED For All            | FOR_EVERYONE
                    DELETED WhatsApp Message From 161743 to 121243                   | DELETED                    | UNKNOWN
                    """)
    void deletions(String subject, String words, Scope scope) {
        SubjectLine line = SubjectLine.parse(subject).orElseThrow();

        assertThat(line.deleted()).isEqualTo(new SubjectLine.Deleted(words, scope));
        assertThat(line.kind()).isEqualTo(SubjectLine.Kind.MESSAGE);
        assertThat(line.from()).isIn("161743", "131326");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMS Message From 1617435 to 1212432", "WeChat Call From Ana to Bob"})
    void otherNetworksAreNamed(String subject) {
        assertThat(SubjectLine.parse(subject).orElseThrow().isWhatsApp()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lunch?",
                "Fwd: notes",
                "WhatsApp Message",
                "WhatsApp message to all",
                "Message from Ana",
                ""
            })
    void whatFollowsNoFormIsNone(String subject) {
        assertThat(SubjectLine.parse(subject)).isEmpty();
    }

    @Test
    void aSubjectBuiltToTakeForeverDoesNot() {
        String subject = "WhatsApp Message From " + " to and".repeat(280);

        assertThat(SubjectLine.parse(subject)).isPresent();
    }
}
