package dev.wharf.core.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.MailImage.Segment;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

class MailImageCodecTest {
    private static final ContentDigest DIGEST = new ContentDigest("0f".repeat(32));
    private static final MailImage IMAGE =
            new MailImage(
                    300,
                    List.of(
                            new Segment.Literal(ascii("From: a\r\n")),
                            new Segment.Encoded(ascii("x".repeat(200))),
                            new Segment.Content(DIGEST, 1L << 40),
                            new Segment.Literal(new byte[0])));

    @Test
    void anImageComesBackAsItWas() {
        MailImage back = MailImageCodec.decode(MailImageCodec.encode(IMAGE));

        assertThat(back).usingRecursiveComparison().isEqualTo(IMAGE);
    }

    @Test
    void aDamagedImageFailsCleanly() {
        byte[] stored = MailImageCodec.encode(IMAGE);

        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> MailImageCodec.decode(cut)).isInstanceOf(WharfException.class);
        }
        byte[] longer = Arrays.copyOf(stored, stored.length + 1);
        assertThatThrownBy(() -> MailImageCodec.decode(longer)).isInstanceOf(WharfException.class);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
