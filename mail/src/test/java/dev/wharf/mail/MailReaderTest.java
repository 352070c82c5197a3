package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.util.Objects.requireNonNull;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.EventKind;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.item.MailImageCodec;
import dev.wharf.testkit.RandomEvents;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class MailReaderTest {
    private static final long SEED = 31_337;

    private final MailRenderer renderer = new MailRenderer();

    static Map<String, Event> cases() {
        return ForeignParsersTest.cases();
    }

    static Set<String> names() {
        return cases().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStoredMailReadsAsItWasMade(String name) {
        assertReadsAsMade(requireNonNull(cases().get(name)), SampleEvents.ITEM);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "RECEIPT")
    void whateverTheEventHoldsItsMailReadsAsItWasMade(EventKind kind) {
        RandomEvents random = new RandomEvents(SEED + kind.code());

        for (int i = 0; i < 60; i++) {
            assertReadsAsMade(SampleEvents.storedForm(random.next(kind)), random.itemId());
        }
    }

    @Test
    void rarePeopleReadAsTheyWereWritten() {
        Mail mail = renderer.render(direct(), SampleEvents.ITEM).mail();
        for (Recipients to :
                List.of(
                        new Recipients(null, List.of()),
                        new Recipients("", List.of()),
                        new Recipients("a: b", List.of(new Mailbox("", "x@y.example"))),
                        new Recipients(
                                null,
                                List.of(
                                        new Mailbox("", "u..u@firm.example"),
                                        new Mailbox("\"", ".u@firm.example"),
                                        new Mailbox("a, b; c: <d>", "=?u@firm.example"))))) {
            MailImage image = MimeWriter.write(with(mail, to), 1, new Bytes(16));

            assertThat(MailReader.read(image).to()).isEqualTo(to);
        }
    }

    @Test
    void anImageOfALaterRendererIsRefused() {
        MailImage image = image();

        assertCorrupt(new MailImage(MailRenderer.RENDERER_VERSION + 1, image.segments()));
        assertCorrupt(new MailImage(0, image.segments()));
    }

    @Test
    void anImageWithoutOneOfItsSegmentsIsRefused() {
        List<Segment> segments = image().segments();

        for (int i = 0; i < segments.size(); i++) {
            List<Segment> fewer = new ArrayList<>(segments);
            fewer.remove(i);

            assertCorrupt(new MailImage(1, fewer));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Wharf-Item: |X-Wharf-Item:",
                "Subject: |Subject:  ",
                "+0000|+0001",
                "Sun, |Mon, ",
                "Message-ID: <|Message-ID: <<",
                "=?utf-8?B?|=?utf-8?Q?",
                "Content-Type: multipart|Content-Type: multiport",
                "MIME-Version: 1.0|MIME-Version: 1.1",
                "To: |Cc: ",
                "\r\n|\n",
                "firm|\u00fcirm"
            })
    void whatWharfDoesNotWriteIsRefused(String change) {
        String[] parts = change.split("\\|");
        List<Segment> segments = new ArrayList<>(image().segments());
        byte[] head = ((Segment.Literal) segments.getFirst()).bytes();
        String text = new String(head, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(parts[0]);

        String changed = text.replace(parts[0], parts[1]);
        segments.set(0, new Segment.Literal(changed.getBytes(StandardCharsets.ISO_8859_1)));

        assertCorrupt(new MailImage(1, segments));
    }

    @Test
    void aRefusalNamesNoContent() {
        List<Segment> segments = new ArrayList<>(image().segments());
        segments.removeLast();

        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> MailReader.read(new MailImage(1, segments)))
                .withMessageNotContaining("M\u00fcller")
                .withMessageContaining("wharf verify");
    }

    private void assertReadsAsMade(Event event, ItemId id) {
        Rendered rendered = renderer.render(event, id);
        MailImage stored = MailImageCodec.decode(MailImageCodec.encode(rendered.image()));

        Mail read = MailReader.read(stored);

        assertThat(read)
                .as("seed %d, item %s", SEED, id)
                .usingRecursiveComparison()
                .isEqualTo(inWholeSeconds(rendered.mail()));
        MailImage again = MimeWriter.write(read, stored.rendererVersion(), new Bytes(16));
        assertThat(MailImageCodec.encode(again)).isEqualTo(MailImageCodec.encode(stored));
    }

    private static Mail inWholeSeconds(Mail mail) {
        return with(mail, mail.date().truncatedTo(ChronoUnit.SECONDS), mail.to());
    }

    private static Mail with(Mail mail, Recipients to) {
        return with(mail, mail.date(), to);
    }

    private static Mail with(Mail mail, Instant date, Recipients to) {
        return new Mail(
                mail.messageId(),
                date,
                mail.from(),
                to,
                mail.subject(),
                mail.inReplyTo(),
                mail.references(),
                mail.threadTopic(),
                mail.properties(),
                mail.textUtf8(),
                mail.htmlUtf8(),
                mail.attachments());
    }

    private static Event direct() {
        return SampleEvents.group(
                SampleEvents.NAME_ONLY,
                Content.Message.media("caption", List.of(SampleEvents.PDF, SampleEvents.PHOTO)));
    }

    private MailImage image() {
        return renderer.render(direct(), SampleEvents.ITEM).image();
    }

    private static void assertCorrupt(MailImage image) {
        assertThatExceptionOfType(WharfException.class)
                .isThrownBy(() -> MailReader.read(image))
                .extracting(WharfException::code)
                .isEqualTo(ErrorCode.STORAGE_CORRUPT);
    }
}
