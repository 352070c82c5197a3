package dev.wharf.destinations.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.event.Content;
import dev.wharf.core.item.ContentSource;
import dev.wharf.destinations.journal.JournalSettings.Convention;
import dev.wharf.destinations.journal.JournalSettings.DeletionSubject;
import dev.wharf.destinations.journal.JournalSettings.ExtraHeader;
import dev.wharf.destinations.journal.JournalSettings.Form;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

class JournalFormTest {
    private static final ExtraHeader MSG_TYPE =
            new ExtraHeader("X-GlobalRelay-MsgType", "WhatsApp");

    @Test
    void aPlainCopyIsTheItemsMail() throws IOException {
        Outgoing mail = TestMails.file(1, 100);

        assertThat(written(mail, Convention.PLAIN)).isEqualTo(TestMails.bytes(mail));
    }

    @Test
    void extraHeadersStandBeforeAllOthersAndNothingElseChanges() throws IOException {
        Outgoing mail = TestMails.text(1);
        Convention convention =
                new Convention(
                        Form.PLAIN_COPY,
                        DeletionSubject.AS_IN_ARCHIVE,
                        List.of(MSG_TYPE, new ExtraHeader("Precedence", "bulk")));

        String written = text(written(mail, convention));

        assertThat(written)
                .isEqualTo(
                        "X-GlobalRelay-MsgType: WhatsApp\r\nPrecedence: bulk\r\n"
                                + text(TestMails.bytes(mail)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AS_IN_ARCHIVE|FOR_EVERYONE|DELETED WhatsApp message",
                "READ_STATE|FOR_EVERYONE|DELETED \u2013 UNKNOWN \u2013 WhatsApp message",
                "SCOPE|FOR_EVERYONE|DELETED For All - WhatsApp message",
                "SCOPE|BY_ADMIN|DELETED For All - WhatsApp message",
                "SCOPE|FOR_ME|DELETED For Me - WhatsApp message",
                "SCOPE|UNKNOWN|DELETED \u2013 UNKNOWN \u2013 WhatsApp message"
            })
    void deletionsAreCalledAsTheReceiverExpects(
            DeletionSubject form, Content.Deletion.Scope scope, String start) throws Exception {
        Outgoing mail = TestMails.deletion(1, scope);
        Convention convention = new Convention(Form.PLAIN_COPY, form, List.of());

        MimeMessage message = parsed(written(mail, convention));

        assertThat(message.getSubject()).isEqualTo(start + " from J\u00f6rg to Alice Smith");
        assertThat(message.getMessageID()).isEqualTo("<" + mail.messageId() + ">");
        assertThat(message.getHeader("X-Wharf-Kind")).containsExactly("deletion");
    }

    @Test
    void othersThanDeletionsKeepTheirSubject() throws IOException {
        Outgoing mail = TestMails.text(1);
        Convention convention = new Convention(Form.PLAIN_COPY, DeletionSubject.SCOPE, List.of());

        assertThat(written(mail, convention)).isEqualTo(TestMails.bytes(mail));
    }

    @Test
    void aJournalReportNamesThePartiesAndHoldsTheMailUnchanged() throws Exception {
        Outgoing mail = TestMails.file(1, 1_000);
        byte[] report = written(mail, report());
        InternetAddress from = (InternetAddress) parsed(TestMails.bytes(mail)).getFrom()[0];
        String bob = from.getAddress();

        MimeMessage message = parsed(report);
        MimeMultipart parts = (MimeMultipart) message.getContent();

        assertThat(message.getHeader("X-MS-Journal-Report")).isNotNull();
        assertThat(message.getHeader("X-GlobalRelay-MsgType")).containsExactly("WhatsApp");
        assertThat(message.getMessageID()).isEqualTo("<journal-" + mail.messageId() + ">");
        assertThat(message.getSubject())
                .isEqualTo("WhatsApp message from J\u00f6rg to Alice Smith");
        assertThat(parts.getContentType()).startsWith("multipart/mixed");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(((String) parts.getBodyPart(0).getContent()).lines())
                .containsExactly(
                        "Sender: " + bob,
                        "Subject: WhatsApp message from J\u00f6rg to Alice Smith",
                        "Message-Id: <" + mail.messageId() + ">",
                        "To: alice@firm.example",
                        "To: " + bob);
        assertThat(parts.getBodyPart(1).isMimeType("message/rfc822")).isTrue();
        assertThat(parts.getBodyPart(1).getHeader("Content-Transfer-Encoding")).isNull();
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        parts.getBodyPart(1).getInputStream().transferTo(inner);
        assertThat(text(inner.toByteArray())).isEqualTo(text(TestMails.bytes(mail)));
    }

    @Test
    void aReportIsSevenBitAndItsLinesAreShort() throws IOException {
        String report =
                text(written(TestMails.deletion(1, Content.Deletion.Scope.FOR_ME), report()));

        assertThat(report).matches(Pattern.compile("[\\r\\n\\x20-\\x7e]*"));
        assertThat(report.split("\r\n")).allMatch(line -> line.length() <= 998);
    }

    @Test
    void theSizeToldIsTheSizeSentAndTheLimitCountsTheEnvelope() throws IOException {
        Outgoing mail = TestMails.file(1, 50_000);
        JournalForm form = form(report());
        long whole = form.compose(mail, 0).image().size();

        JournalForm.Composed fits = form.compose(mail, whole);
        JournalForm.Composed small = form.compose(mail, whole - 1);

        assertThat(written(mail, report())).hasSize((int) whole);
        assertThat(fits.leftOut()).isEmpty();
        assertThat(small.leftOut()).hasSize(1);
        assertThat(small.image().size()).isLessThan(whole);
        assertThat(form.compose(mail, 100).fits()).isFalse();
    }

    private static Convention report() {
        return new Convention(Form.JOURNAL_REPORT, DeletionSubject.SCOPE, List.of(MSG_TYPE));
    }

    private static JournalForm form(Convention convention) {
        return new JournalForm(new TestSettings(25).convention(convention).settings());
    }

    private static byte[] written(Outgoing mail, Convention convention) throws IOException {
        ContentSource contents = mail.contents();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        form(convention).compose(mail, 0).image().writeTo(out, contents);
        return out.toByteArray();
    }

    private static MimeMessage parsed(byte[] mail) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
