package dev.wharf.destinations.microsoft365.item;

import dev.wharf.core.item.ContentSource;
import dev.wharf.mail.Mail;
import dev.wharf.mail.Part;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Decides which files of a mail go with it, which after it, and which not at all. Pure.
public final class FilePolicy {
    /// What JSON and the item itself need beside base64.
    private static final int BESIDE = 1000;

    private final FileLimits limits;

    public FilePolicy(FileLimits limits) {
        this.limits = limits;
    }

    /// @param bodyBytes of the create without files
    public FilePlan plan(Mail mail, List<Part> parts, ContentSource contents, long bodyBytes) {
        List<Part> kept = new ArrayList<>(parts);
        List<Part.Stored> leftOut = leaveOut(kept);
        if (!leftOut.isEmpty()) {
            kept.add(notice(mail, leftOut));
        }
        List<MailFile> inCreate = new ArrayList<>();
        List<MailFile> later = new ArrayList<>();
        long free = limits.createBytes() - bodyBytes;
        for (Part part : kept) {
            MailFile file = MailFile.of(part, contents);
            long needed = (file.size() + 2) / 3 * 4 + BESIDE;
            if (needed <= free) {
                free -= needed;
                inCreate.add(file);
            } else {
                later.add(file);
            }
        }
        return new FilePlan(inCreate, later, leftOut);
    }

    /// Takes out the largest until the rest fits: so as many as possible stay.
    private List<Part.Stored> leaveOut(List<Part> parts) {
        List<Part.Stored> leftOut = new ArrayList<>();
        while (sum(parts) > limits.messageBytes() || parts.size() > limits.files() - 1) {
            Part.Stored largest =
                    parts.stream()
                            .filter(Part.Stored.class::isInstance)
                            .map(Part.Stored.class::cast)
                            .max(Comparator.comparingLong(Part.Stored::size))
                            .orElse(null);
            if (largest == null) {
                break;
            }
            parts.remove(largest);
            leftOut.add(largest);
        }
        return leftOut;
    }

    private static long sum(List<Part> parts) {
        long sum = 0;
        for (Part part : parts) {
            sum +=
                    switch (part) {
                        case Part.Stored stored -> stored.size();
                        case Part.Inline inline -> inline.utf8().length;
                    };
        }
        return sum;
    }

    private static Part notice(Mail mail, List<Part.Stored> leftOut) {
        StringBuilder text = new StringBuilder(200);
        text.append(
                        "These files belong to this mail and are not in it, because a mailbox takes\r\n")
                .append(
                        "none that large. The archive holds them. Whoever keeps it gets them with\r\n")
                .append("\r\n    wharf show ")
                .append(item(mail.messageId()))
                .append(" --raw\r\n\r\n");
        for (Part.Stored part : leftOut) {
            text.append(part.fileName())
                    .append("\r\n    ")
                    .append(part.size())
                    .append(" bytes, SHA-256 ")
                    .append(part.digest())
                    .append("\r\n");
        }
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Part.Inline("files not in this mail.txt", "text/plain", List.of(), utf8);
    }

    /// The item in a Message-ID of ours.
    public static String item(String messageId) {
        int at = messageId.indexOf('@');
        return at < 0 ? messageId : messageId.substring(0, at);
    }

    /// For the run's record, in the words that other destinations use. Never the file's name: names
    /// of files are content.
    public static String line(String item, Part.Stored part) {
        return "%d bytes, SHA-256 %s: wharf show %s --raw"
                .formatted(part.size(), part.digest(), item);
    }
}
