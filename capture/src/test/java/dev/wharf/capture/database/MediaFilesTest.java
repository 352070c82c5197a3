package dev.wharf.capture.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.capture.database.MediaFiles.Found;
import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

class MediaFilesTest {
    private static BackupFile file(String path, String content, boolean listed) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new BackupFile(
                path,
                bytes.length,
                listed ? digest(content) : null,
                () -> new ByteArrayInputStream(bytes),
                null,
                null);
    }

    private static ContentDigest digest(String content) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        return new ContentDigest(
                HexFormat.of().formatHex(sha256.digest(content.getBytes(StandardCharsets.UTF_8))));
    }

    private static Found find(
            @Nullable String path, @Nullable ContentDigest digest, BackupFile... files)
            throws Exception {
        return new MediaFiles(List.of(files)).find(path, digest);
    }

    @Test
    void theLongestCommonEndOfThePathsDecides() throws Exception {
        BackupFile other = file("WhatsApp/Media/WhatsApp Images/Sent/IMG-1.jpg", "other", true);
        BackupFile right = file("WhatsApp/Media/WhatsApp Images/IMG-1.jpg", "right", true);

        Found found =
                find(
                        "/storage/emulated/0/WhatsApp/Media/WhatsApp Images/img-1.JPG",
                        null,
                        other,
                        right);

        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.There.class,
                        there -> {
                            assertThat(there.file()).isEqualTo(right);
                            assertThat(there.verified()).isFalse();
                        });
    }

    @Test
    void aFileThatWasMovedIsFoundByItsDigest() throws Exception {
        BackupFile elsewhere = file("old phone/renamed.jpg", "picture", true);

        assertThat(find("Media/IMG-1.jpg", digest("picture"), elsewhere))
                .isInstanceOfSatisfying(
                        Found.There.class,
                        there -> {
                            assertThat(there.moved()).isTrue();
                            assertThat(there.verified()).isTrue();
                        });
    }

    @Test
    void anotherFileInItsPlaceIsNotTakenForIt() throws Exception {
        for (boolean listed : List.of(true, false)) {
            assertThat(
                            find(
                                    "Media/IMG-1.jpg",
                                    digest("picture"),
                                    file("Media/IMG-1.jpg", "forged", listed)))
                    .isInstanceOfSatisfying(
                            Found.Missing.class,
                            missing -> assertThat(missing.reason()).contains("another file"));
        }
    }

    @Test
    void whatIsNotThereIsMissingWithItsReason() throws Exception {
        assertThat(find("Media/IMG-1.jpg", null, file("Media/IMG-2.jpg", "x", true)))
                .isEqualTo(new Found.Missing("not among the files that were handed over"));
        assertThat(find("Media/IMG-1.jpg", null))
                .isEqualTo(new Found.Missing("no media were handed over with the database"));
        assertThat(find(null, null, file("Media/IMG-2.jpg", "x", true)))
                .isEqualTo(new Found.Missing("the phone had not loaded it"));
    }
}
