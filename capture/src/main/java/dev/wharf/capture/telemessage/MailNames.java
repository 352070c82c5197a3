package dev.wharf.capture.telemessage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names by which a mail is known again: its Message-ID, and the old archive's own id of the
/// message. Copies of one mail in several mailboxes share them. A mail with neither is known by its
/// bytes.
final class MailNames {
    private static final int LONGEST = 300;
    private static final Pattern REFERENCE = Pattern.compile("<([^<>\\s]{1,300})>");

    /// What phones and the Cloud API call messages.
    private static final Pattern WHATSAPPS_OWN =
            Pattern.compile("wamid\\.[A-Za-z0-9+/=_-]{10,}|3EB0[0-9A-F]{10,36}|3A[0-9A-F]{16,30}");

    private MailNames() {}

    static List<String> of(MailHeaders headers, MailBytes bytes) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        String messageId = messageId(headers);
        String archived = archivedId(headers);
        if (messageId != null) {
            names.add(messageId);
        }
        if (archived != null) {
            names.add(archived);
        }
        return names.isEmpty() ? List.of("sha256:" + bytes.digest("SHA-256")) : List.copyOf(names);
    }

    /// Of what the message in a mail is about: the same id where a mail is sent again with a
    /// deletion, and what it answers.
    static List<String> about(MailHeaders headers) {
        Set<String> names = new LinkedHashSet<>();
        String archived = archivedId(headers);
        if (archived != null) {
            names.add(archived);
        }
        references(headers.raw("in-reply-to"), names);
        references(headers.raw("references"), names);
        String messageId = messageId(headers);
        if (messageId != null) {
            names.add(messageId);
        }
        return names.stream().limit(8).toList();
    }

    private static void references(@Nullable String header, Set<String> names) {
        if (header == null) {
            return;
        }
        List<String> found = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(header);
        while (reference.find()) {
            found.add(reference.group(1));
        }
        // The last one is the nearest.
        found.reversed().stream().limit(4).forEach(names::add);
    }

    private static @Nullable String messageId(MailHeaders headers) {
        String header = headers.raw("message-id");
        if (header == null) {
            return null;
        }
        Matcher id = REFERENCE.matcher(header);
        return plain(id.find() ? id.group(1) : header);
    }

    private static @Nullable String archivedId(MailHeaders headers) {
        String id = headers.raw("x-telemessage-archivemessageid");
        String plain = id == null ? null : plain(id);
        if (plain == null) {
            return null;
        }
        return WHATSAPPS_OWN.matcher(plain).matches() ? plain : "telemessage:" + plain;
    }

    /// Names are told apart by spaces.
    private static @Nullable String plain(String id) {
        String plain = id.strip().replaceAll("\\s+", "_");
        return plain.isEmpty() || plain.length() > LONGEST || plain.equalsIgnoreCase("null")
                ? null
                : plain;
    }
}
