package dev.wharf.capture.itunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.WharfException;
import dev.wharf.testkit.ios.ItunesBackupBuilder;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A small backup with both WhatsApps in it, and something that is none of ours.
final class BackupFixture {
    static final String PASSCODE = "correct horse ü";
    static final String PHOTO = "Message/Media/49151@s.whatsapp.net/a/b/photo.jpg";

    /// What [ItunesBackup#WHATSAPP] holds of it.
    static final Map<String, String> FILES =
            Map.of(
                    ItunesBackup.CHATS,
                    "chats",
                    ItunesBackup.CHATS + "-wal",
                    "log",
                    PHOTO,
                    "sixteen bytes ok",
                    "empty",
                    "");

    private BackupFixture() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ItunesBackupBuilder filled(ItunesBackupBuilder builder) {
        return builder.file(ItunesBackup.WHATSAPP, ItunesBackup.CHATS, utf8("chats"))
                .file(ItunesBackup.WHATSAPP, ItunesBackup.CHATS + "-wal", utf8("log"))
                .file(ItunesBackup.WHATSAPP, PHOTO, utf8("sixteen bytes ok"))
                .file(ItunesBackup.WHATSAPP, "empty", new byte[0])
                .file(ItunesBackup.WHATSAPP_BUSINESS, ItunesBackup.CHATS, utf8("business"))
                .file("HomeDomain", "Library/SMS/sms.db", utf8("private"));
    }

    static void refused(ThrowingCallable opening, Diagnosis diagnosis, String... words) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        WharfException.class,
                        e -> {
                            assertThat(Diagnosis.of(e)).contains(diagnosis);
                            assertThat(e.code()).isEqualTo(diagnosis.code());
                            assertThat(e).hasMessageContainingAll(words);
                        });
    }

    /// Where the content of a file lies.
    static Path blob(Path phone, String domain, String path) throws IOException {
        return phone.resolve(String.valueOf(Blobs.place(ItunesBackupBuilder.id(domain, path))));
    }

    static List<Path> all(Path phone) throws IOException {
        try (Stream<Path> all = Files.walk(phone)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
