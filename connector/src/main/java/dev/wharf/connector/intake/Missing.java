package dev.wharf.connector.intake;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;

import java.util.List;
import java.util.stream.Collectors;

/// Attachments that an event's source names and does not hold.
public final class Missing {
    private static final int MOST_NAMED = 3;

    private Missing() {}

    public static List<Attachment> in(Content content) {
        return Files.missing(content);
    }

    /// Which, and why, for a person.
    public static String reason(List<Attachment> missing) {
        String named =
                missing.stream()
                        .limit(MOST_NAMED)
                        .map(Missing::described)
                        .collect(Collectors.joining("; "));
        String count =
                missing.size() == 1
                        ? "1 attachment is missing: "
                        : missing.size() + " attachments are missing: ";
        return count + named + (missing.size() > MOST_NAMED ? "; …" : "");
    }

    private static String described(Attachment attachment) {
        String name = attachment.fileName() == null ? "without a name" : attachment.fileName();
        return attachment.reason() == null ? name : name + " (" + attachment.reason() + ")";
    }
}
