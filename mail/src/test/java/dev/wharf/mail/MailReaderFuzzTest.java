package dev.wharf.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImageCodec;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/// Whatever is stored, reading ends: with a mail that is written as it was stored, or with the one
/// failure that says so.
class MailReaderFuzzTest {
    @FuzzTest
    void anyBytes(byte[] stored) {
        read(stored);
    }

    @Test
    void storedMailsWithBytesChanged() {
        Random random = new Random(20261128);
        List<byte[]> mails =
                GoldenCases.all().values().stream()
                        .map(event -> new MailRenderer().render(event, SampleEvents.ITEM))
                        .map(rendered -> MailImageCodec.encode(rendered.image()))
                        .toList();
        for (int round = 0; round < 20_000; round++) {
            byte[] stored = mails.get(random.nextInt(mails.size())).clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                change(stored, random);
            }
            read(stored);
        }
    }

    private static void change(byte[] bytes, Random random) {
        int at = random.nextInt(Math.min(bytes.length, 3_000));
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = (byte) "\r\n".charAt(random.nextInt(2));
            case 2 -> bytes[at] = (byte) "<>@\",:;\\=?_ %*'01".charAt(random.nextInt(17));
            default -> {
                int length = Math.min(bytes.length - at, 30);
                System.arraycopy(
                        bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
            }
        }
    }

    private static void read(byte[] stored) {
        try {
            MailImage image = MailImageCodec.decode(stored);
            Mail mail = MailReader.read(image);
            MailImage again = MimeWriter.write(mail, image.rendererVersion(), new Bytes(16));
            assertThat(MailImageCodec.encode(again)).isEqualTo(MailImageCodec.encode(image));
        } catch (WharfException corrupt) {
            assertThat(corrupt.code()).isEqualTo(ErrorCode.STORAGE_CORRUPT);
        }
    }
}
