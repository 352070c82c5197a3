package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.event.Event;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.ExportGenerator;
import dev.wharf.testkit.ExportShape;
import dev.wharf.testkit.MemoryCaptureBody;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A survey that was made ahead changes nothing but when the file is read.
class SurveyAheadTest {
    private static final Instant RECEIVED = Export.RECEIVED;
    private static final int YEAR = 2027;
    private static final String NAME = "WhatsApp Chat with Bo.txt";

    private final SurveyAhead ahead = new SurveyAhead();

    @ParameterizedTest
    @EnumSource
    void whatIsReadIsTheSame(ExportShape shape) throws IOException {
        byte[] text = export(shape);
        ahead.begin(new MemoryCaptureBody(text), NAME, RECEIVED);

        assertThat(read(text, ahead)).isEqualTo(read(text, new SurveyAhead()));
    }

    @Test
    void itIsThereForItsOwnCaptureOnce() {
        byte[] text = export(ExportShape.ANDROID_EN);
        ContentDigest digest = Digests.sha256(text);

        ahead.begin(new MemoryCaptureBody(text), NAME, RECEIVED);

        assertThat(ahead.take(digest, NAME, YEAR)).isNotNull();
        assertThat(ahead.take(digest, NAME, YEAR)).isNull();
    }

    @Test
    void aFileThatWasChangedIsSurveyedAgain() throws IOException {
        byte[] before = export(ExportShape.ANDROID_EN);
        byte[] after = export(ExportShape.IOS_EN);
        ahead.begin(new MemoryCaptureBody(before), NAME, RECEIVED);

        assertThat(read(after, ahead)).isEqualTo(read(after, new SurveyAhead()));
    }

    @Test
    void anotherNameOrYearIsAnotherCapture() {
        byte[] text = export(ExportShape.ANDROID_EN);
        ContentDigest digest = Digests.sha256(text);

        ahead.begin(new MemoryCaptureBody(text), NAME, RECEIVED);
        assertThat(ahead.take(digest, "chat.txt", YEAR)).isNull();
        ahead.begin(new MemoryCaptureBody(text), NAME, RECEIVED);
        assertThat(ahead.take(digest, NAME, YEAR + 1)).isNull();
    }

    @Test
    void exportsOneBehindTheOtherAreLeftToWhoeverOpensThem() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(export(ExportShape.ANDROID_EN));
        both.writeBytes(export(ExportShape.IOS_EN));
        byte[] text = both.toByteArray();
        ahead.begin(new MemoryCaptureBody(text), NAME, RECEIVED);

        assertThat(read(text, ahead)).isEqualTo(read(text, new SurveyAhead()));
    }

    @Test
    void whatIsNoChatAndWhatCannotBeReadIsNone() {
        byte[] noise = "no chat at all\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        ahead.begin(new MemoryCaptureBody(noise), NAME, RECEIVED);
        assertThat(ahead.take(Digests.sha256(noise), NAME, YEAR)).isNull();

        byte[] text = export(ExportShape.ANDROID_EN);
        ahead.begin(new Unreadable(text), NAME, RECEIVED);
        assertThat(ahead.take(Digests.sha256(text), NAME, YEAR)).isNull();
    }

    @Test
    void aSmallFileIsNotWorthAThread() {
        byte[] text = "22/11/2026, 12:00 - Bo: hello\n".getBytes(StandardCharsets.UTF_8);

        ahead.begin(new MemoryCaptureBody(text), NAME, RECEIVED);

        assertThat(ahead.take(Digests.sha256(text), NAME, YEAR)).isNull();
    }

    private record Read(SourceReport report, List<Event> events) {}

    private static Read read(byte[] text, SurveyAhead ahead) throws IOException {
        CaptureRecord record =
                new CaptureRecord(
                        new CaptureId(1),
                        new CaptureEnvelope(
                                SourceKind.CHAT_EXPORT,
                                null,
                                NAME,
                                RECEIVED,
                                Map.of("zone", "Europe/Berlin", "date-order", "dmy")),
                        Digests.sha256(text),
                        text.length);
        List<Event> events = new ArrayList<>();
        try (DecodedCapture capture =
                new ChatExportDecoder(ahead).open(record, new MemoryCaptureBody(text))) {
            capture.events((DecodedEvent event) -> events.add(event.event()));
            return new Read(capture.report(), events);
        }
    }

    private static byte[] export(ExportShape shape) {
        ExportGenerator generator =
                new ExportGenerator(ExportGenerator.Chat.direct(7, "Ana Lima", "Bo Chen"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        generator.text(ExportGenerator.View.of(0, shape, ZoneId.of("Europe/Berlin"), 15_000), out);
        return out.toByteArray();
    }

    /// Breaks in its middle.
    private record Unreadable(MemoryCaptureBody whole) implements CaptureBody {
        Unreadable(byte[] text) {
            this(new MemoryCaptureBody(text));
        }

        @Override
        public long size() {
            return whole.size();
        }

        @Override
        public InputStream stream() throws IOException {
            return new FilterInputStream(whole.stream()) {
                private int left = (int) whole.size() / 2;

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (left == 0) {
                        throw new IOException("the disk is gone");
                    }
                    int read = super.read(target, offset, Math.min(length, left));
                    left -= read;
                    return read;
                }
            };
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return whole.channel();
        }

        @Override
        public void close() {}
    }
}
