package dev.wharf.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The chats of a small harbour company, as its people's phones would export them.
public final class DemoChats {

    private static final LocalDateTime ZIPPED = LocalDateTime.of(2026, 9, 24, 9, 0);

    private DemoChats() {}

    /// @param owner e-mail address of whose phone exported it
    /// @param zone the phone's
    public record Chat(Path file, String owner, String zone, String about) {}

    /// @param parts resource by name in the zip; one part without a name is the file itself
    private record Sample(
            String file, String owner, String zone, Map<String, String> parts, String about) {}

    private static final String LENA = "lena.hartmann@harbour.example";
    private static final String SAM = "sam.carter@harbour.example";
    private static final String LAYLA = "layla.haddad@harbour.example";

    private static final List<Sample> SAMPLES =
            List.of(
                    new Sample(
                            "WhatsApp Chat - Jonas Petersen.zip",
                            LENA,
                            "Europe/Berlin",
                            Map.of(
                                    "_chat.txt", "petersen-ios-de.txt",
                                    "00000003-Angebot Kaimauer.pdf", "offer.pdf",
                                    "00000005-PHOTO-2026-09-14-09-40-51.jpg", "wall.jpg",
                                    "00000013-AUDIO-2026-09-14-17-45-11.opus", "voice-note.opus"),
                            "iPhone, German; a PDF, a photo, a voice note, a call, a place"),
                    new Sample(
                            "WhatsApp Chat with Olivia Brooks.txt",
                            SAM,
                            "America/New_York",
                            Map.of("", "brooks-android-us.txt"),
                            "Android, US dates and 12 hours; a poll, an edit, a deletion"),
                    new Sample(
                            "دردشة واتساب مع +971 50 555 0142.txt",
                            LAYLA,
                            "Asia/Dubai",
                            Map.of("", "shipping-android-ar.txt"),
                            "Android, Arabic with Arabic digits; the client by number only"),
                    new Sample(
                            "WhatsApp Chat with Harbour Crane Team.zip",
                            SAM,
                            "America/New_York",
                            Map.of(
                                    "WhatsApp Chat with Harbour Crane Team.txt",
                                    "crane-team-android-us.txt",
                                    "IMG-20260916-WA0001.jpg",
                                    "crane.jpg",
                                    "Bolt Supplier.vcf",
                                    "bolt-supplier.vcf"),
                            "a group, from Sam's phone: who came and left, a photo, a contact"),
                    new Sample(
                            "WhatsApp Chat - Harbour Crane Team.zip",
                            LENA,
                            "Europe/Berlin",
                            Map.of("_chat.txt", "crane-team-ios-de.txt"),
                            "the same group, from Lena's: other names, since edited and deleted"),
                    new Sample(
                            "WhatsApp Chat with Priya Patel.txt",
                            SAM,
                            "America/New_York",
                            Map.of("", "patel-android.txt"),
                            "03/04/2026: is that March or April?"));

    /// Writes the exports below a folder, and `users.csv` beside them.
    public static List<Chat> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        copy("users.csv", folder.resolve("users.csv"));
        List<Chat> chats = new ArrayList<>();
        for (Sample sample : SAMPLES) {
            Path file = folder.resolve(sample.file());
            String whole = sample.parts().get("");
            if (whole == null) {
                zip(sample.parts(), file);
            } else {
                copy(whole, file);
            }
            chats.add(new Chat(file, sample.owner(), sample.zone(), sample.about()));
        }
        return chats;
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = open(resource)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void zip(Map<String, String> parts, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : parts.keySet().stream().sorted().toList()) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(ZIPPED);
                zip.putNextEntry(entry);
                try (InputStream in = open(Objects.requireNonNull(parts.get(name)))) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(
                DemoChats.class.getResourceAsStream("/demo/" + resource), resource);
    }
}
