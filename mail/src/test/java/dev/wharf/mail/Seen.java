package dev.wharf.mail;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a reader sees of a mail: the same for every parser, or the mail is wrong.
///
/// @param group name of the group in To; null for none
/// @param to `Name <address>` each
/// @param date seconds since 1970
/// @param files `name | type | SHA-256` each
/// @param properties the `X-Wharf-*` headers
record Seen(
        String subject,
        String from,
        @Nullable String group,
        List<String> to,
        long date,
        String messageId,
        @Nullable String inReplyTo,
        String text,
        String html,
        List<String> files,
        Map<String, String> properties) {

    /// Short: comparisons show what differs.
    @Override
    public String toString() {
        return "a mail: " + subject;
    }

    static Seen of(Mail mail) {
        List<String> files = new ArrayList<>();
        for (Part part : mail.attachments()) {
            files.add(part.fileName() + " | " + part.type() + " | " + digest(part));
        }
        Map<String, String> properties = new TreeMap<>();
        mail.properties().forEach(header -> properties.put(header.name(), header.value()));
        return new Seen(
                mail.subject(),
                mail.from().toString(),
                mail.to().group(),
                mail.to().mailboxes().stream().map(Mailbox::toString).toList(),
                mail.date().getEpochSecond(),
                "<" + mail.messageId() + ">",
                mail.inReplyTo() == null ? null : "<" + mail.inReplyTo() + ">",
                mail.text(),
                mail.html(),
                files,
                properties);
    }

    static String digest(Part part) {
        return switch (part) {
            case Part.Stored stored -> stored.digest().sha256();
            case Part.Inline inline -> digest(inline.utf8());
        };
    }

    static String digest(byte[] bytes) {
        return SampleEvents.digest(bytes).sha256();
    }

    static String person(@Nullable String name, String address) {
        return name == null || name.isEmpty() ? address : name + " <" + address + ">";
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
