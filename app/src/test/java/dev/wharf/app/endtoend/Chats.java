package dev.wharf.app.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Small chats and the files that go with them.
final class Chats {

    static final String USERS =
            """
            name,phone,email
            Ana Ruiz,+34 612 345 678,ana@firm.example
            Ben Okafor,+44 7700 900123,ben@firm.example
            """;

    /// Two users of the firm and a client, three messages and an attachment that is left out.
    static final String GROUP =
            """
            9/14/26, 8:00\u202FAM - Messages and calls are end-to-end encrypted. Tap to learn more.
            9/14/26, 8:01\u202FAM - +34 612 345 678: Good morning
            9/14/26, 8:02\u202FAM - +44 7700 900123: Morning, Ana!
            9/14/26, 8:03\u202FAM - +33 6 12 34 56 78: The offer is fine
            9/14/26, 8:04\u202FAM - +34 612 345 678: <Media omitted>
            9/14/26, 8:05\u202FAM - +44 7700 900123: See you on the 23rd
            9/23/26, 9:00\u202FAM - +34 612 345 678: Here I am
            """;

    static final String LONGER =
            GROUP + "9/24/26, 9:00\u202FAM - +44 7700 900123: And gone again\n";

    static final String PHOTO = "00000002-PHOTO-2026-09-14-08-02-00.jpg";

    /// What lies in iOS's zip beside a photo.
    static final String UNPACKED =
            """
            [14/09/2026, 08:01:00] +34 612 345 678: Good morning
            \u200E[14/09/2026, 08:02:00] +44 7700 900123: \u200E<attached: 00000002-PHOTO-2026-09-14-08-02-00.jpg>
            """;

    /// Nothing in it tells day from month.
    static final String AMBIGUOUS =
            """
            03/04/2026, 09:12 - +34 612 345 678: Did the papers come?
            05/04/2026, 16:05 - +44 7700 900123: They came today
            """;

    private Chats() {}

    /// Media as they are, texts compressed.
    static byte[] zipped(Map<String, String> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var file : new TreeMap<>(files).descendingMap().entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(file.getKey());
                if (!file.getKey().endsWith(".txt")) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    static Path users(Wharf wharf) {
        return wharf.write("users.csv", USERS);
    }

    static Path group(Wharf wharf) {
        return wharf.write("WhatsApp Chat with Offer.txt", GROUP);
    }
}
