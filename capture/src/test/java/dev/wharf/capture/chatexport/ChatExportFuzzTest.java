package dev.wharf.capture.chatexport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.Digests;
import dev.wharf.testkit.ExportGenerator;
import dev.wharf.testkit.ExportShape;
import dev.wharf.testkit.MemoryCaptureBody;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whatever the bytes, the decoder ends, refuses in words, and loses none of them.
class ChatExportFuzzTest {
    private static final Pattern BEFORE = Pattern.compile("(\\d+) bytes before the first message");

    @FuzzTest
    void anyBytes(byte[] bytes) throws IOException {
        decode(bytes);
    }

    @Test
    void realExportsWithBytesChanged() throws IOException {
        long seed = 20260722;
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            byte[] bytes = export(random, round % 3 == 0);
            int changes = 1 + random.nextInt(20);
            for (int i = 0; i < changes; i++) {
                change(bytes, random);
            }
            decode(bytes);
        }
    }

    private static byte[] export(Random random, boolean zipped) {
        ExportShape[] shapes = ExportShape.values();
        ExportGenerator generator =
                new ExportGenerator(
                        ExportGenerator.Chat.group(
                                random.nextLong(), "Desk", List.of("Ana", "Bob: x", "~ eve")));
        ExportGenerator.View view =
                ExportGenerator.View.of(
                        0, shapes[random.nextInt(shapes.length)], ZoneId.of("UTC"), 40);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (zipped) {
            generator.zip(view.media(), out);
        } else {
            generator.text(view, out);
        }
        return out.toByteArray();
    }

    private static void change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = '\n';
            case 2 -> bytes[at] = (byte) "[]:-/., <>".charAt(random.nextInt(10));
            default ->
                    System.arraycopy(
                            bytes,
                            at,
                            bytes,
                            random.nextInt(bytes.length - Math.min(bytes.length - at, 30) + 1),
                            Math.min(bytes.length - at, 30));
        }
    }

    private static void decode(byte[] bytes) throws IOException {
        CaptureEnvelope envelope =
                new CaptureEnvelope(
                        SourceKind.CHAT_EXPORT,
                        null,
                        "fuzz.txt",
                        Export.RECEIVED,
                        Map.of("date-order", "dmy"));
        CaptureRecord record =
                new CaptureRecord(new CaptureId(1), envelope, Digests.sha256(bytes), bytes.length);
        boolean zip = bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
        MemoryCaptureBody body = new MemoryCaptureBody(bytes);
        try (DecodedCapture capture = new ChatExportDecoder().open(record, body)) {
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            long[] events = new long[1];
            capture.events(
                    event -> {
                        events[0]++;
                        raw.writeBytes(event.raw());
                    });
            assertThat(events[0]).isEqualTo(capture.report().events());
            if (!zip) {
                assertThat(raw.size() + before(capture.report().warnings()))
                        .isEqualTo(bytes.length);
            }
        } catch (WharfException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static long before(List<String> warnings) {
        long bytes = 0;
        for (String warning : warnings) {
            Matcher before = BEFORE.matcher(warning);
            if (before.find()) {
                bytes += Long.parseLong(before.group(1));
            }
        }
        return bytes;
    }
}
