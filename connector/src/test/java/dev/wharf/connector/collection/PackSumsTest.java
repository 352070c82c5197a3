package dev.wharf.connector.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.MemoryCaptureBody;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The list of digests in front of a pack; nothing in front of anything else.
class PackSumsTest {
    private static final String SUMS =
            "a".repeat(64) + "  msgstore.db\n" + "b".repeat(64) + "  Media/größe.jpg\n";

    private static byte[] zip(String name, int method) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] content = SUMS.getBytes(StandardCharsets.UTF_8);
            CRC32 crc = new CRC32();
            crc.update(content);
            ZipEntry entry = new ZipEntry(name);
            entry.setMethod(method);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private static PackSums of(byte[] bytes) throws IOException {
        return PackSums.of(new MemoryCaptureBody(bytes));
    }

    @Test
    void aPackBeginsWithThem() throws IOException {
        PackSums sums = of(zip("wharf/SHA256SUMS", ZipEntry.STORED));

        assertThat(sums.lines()).hasSize(2);
        assertThat(sums.lines().getLast()).endsWith("  Media/größe.jpg");
        assertThat(sums.sha256()).hasSize(64);
    }

    @Test
    void anotherZipHasNone() throws IOException {
        assertThat(of(zip("wharf/SHA256SUMZ", ZipEntry.STORED)).lines()).isEmpty();
        assertThat(of(zip("wharf/SHA256SUMS", ZipEntry.DEFLATED)).lines()).isEmpty();
        assertThat(of(new byte[0]).sha256()).isNull();
    }

    @Test
    void whatIsCutOffOrDamagedHasNoneOrSome() throws IOException {
        byte[] pack = zip("wharf/SHA256SUMS", ZipEntry.STORED);
        for (int length = 0; length < pack.length; length++) {
            assertThat(of(Arrays.copyOf(pack, length)).lines()).hasSizeBetween(0, 2);
        }
        Random random = new Random(155);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = pack.clone();
            damaged[random.nextInt(60)] = (byte) random.nextInt();
            of(damaged);
        }
    }
}
