package dev.wharf.capture.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.testkit.MemoryCaptureBody;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class StoredPackTest {
    private static byte[] content(int number) {
        return ("file " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pack(int files) throws IOException {
        List<FolderPack.Member> members = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            int number = i;
            String name = "Media/Größe %d.jpg".formatted(i);
            members.add(
                    new FolderPack.Member(
                            name, name, () -> new ByteArrayInputStream(content(number))));
        }
        try (FolderPack pack = new FolderPack(members)) {
            return pack.readAllBytes();
        }
    }

    @Test
    void ourOwnPackMayHoldMoreFilesThanAnotherZip() throws Exception {
        int many = ZipLimits.MOST_ENTRIES + 5;
        byte[] pack = pack(many);

        try (OpenZip zip = OpenZip.open("pack", new MemoryCaptureBody(pack), _ -> false)) {
            assertThat(zip).isInstanceOf(StoredPack.class);
            assertThat(zip.files()).hasSize(many + 1);
            PackedFile last = zip.files().getLast();
            assertThat(last.name()).isEqualTo("Media/Größe %d.jpg".formatted(many - 1));
            try (InputStream in = last.open()) {
                assertThat(in.readAllBytes()).isEqualTo(content(many - 1));
            }
        }
    }

    @Test
    void aSmallPackIsReadLikeAnyZip() throws Exception {
        try (OpenZip zip = OpenZip.open("pack", new MemoryCaptureBody(pack(3)), _ -> false)) {
            assertThat(zip).isInstanceOf(WholeZip.class);
            assertThat(zip.files()).hasSize(4);
        }
    }

    @Test
    void aFileThatWasChangedInItIsDamaged() throws Exception {
        byte[] pack = pack(ZipLimits.MOST_ENTRIES + 1);
        int at = new String(pack, StandardCharsets.ISO_8859_1).indexOf("file 7");
        pack[at] = 'F';

        try (OpenZip zip = OpenZip.open("pack", new MemoryCaptureBody(pack), _ -> false)) {
            assertThat(zip.files().get(8).problem()).isNotNull();
            assertThat(zip.files().get(9).problem()).isNull();
        }
    }
}
