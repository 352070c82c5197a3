package dev.wharf.capture.telemessage;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.wharf.core.capture.DeliveryCount;
import dev.wharf.core.error.WharfException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/// Whatever the bytes, the decoder ends, refuses in words, and what it counted is what it gives.
class TeleMessageFuzzTest {
    private static final List<OldMail> MAILS =
            List.of(
                    OldMail.message("Größe"),
                    OldMail.group("x"),
                    OldMail.message("x")
                            .with("Subject", "DELETED For All – READ – " + OldMail.DIRECT),
                    OldMail.message("")
                            .parts(
                                    "mixed",
                                    "Content-Type: text/plain\r\n\r\nlook",
                                    "Content-Type: image/jpeg; name=a.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n/9j/AQID",
                                    "Content-Type: message/rfc822\r\n\r\n"
                                            + OldMail.message("inner").text()));

    @FuzzTest
    void anyBytes(byte[] bytes) {
        decode(bytes);
    }

    @Test
    void mailsWithBytesChanged() {
        Random random = new Random(20261128);
        for (int round = 0; round < 600; round++) {
            byte[] bytes = MAILS.get(random.nextInt(MAILS.size())).bytes();
            change(bytes, random);
            decode(bytes);
        }
    }

    @Test
    void deliveriesWithBytesChanged() {
        Random random = new Random(20261129);
        for (int round = 0; round < 150; round++) {
            byte[] zip =
                    OldMail.zip(
                            "1.eml",
                            MAILS.get(0),
                            "2.eml",
                            MAILS.get(3),
                            "x.mf",
                            "Count: 2\n1.eml\n");
            change(zip, random);
            decode(zip);
        }
    }

    private static void change(byte[] bytes, Random random) {
        for (int i = 1 + random.nextInt(15); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = '\n';
                case 2 -> bytes[at] = (byte) ":;=?<>@\"-, \r".charAt(random.nextInt(12));
                default -> {
                    int length = Math.min(bytes.length - at, 30);
                    System.arraycopy(
                            bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
                }
            }
        }
    }

    private static void decode(byte[] bytes) {
        try {
            OldMail.Decoded decoded = OldMail.decoded(bytes, "fuzz.eml");
            DeliveryCount count = decoded.delivery();
            assertThat(decoded.events()).hasSize((int) count.events());
            assertThat(decoded.report().events()).isEqualTo(count.events() + count.unreadable());
            assertThat(count.events() + count.unreadable() + count.own())
                    .isGreaterThanOrEqualTo(count.found());
        } catch (WharfException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
