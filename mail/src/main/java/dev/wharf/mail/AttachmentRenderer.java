package dev.wharf.mail;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.MediaKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Turns a message's attachments into parts of the mail and lines of its body. For one mail.
final class AttachmentRenderer {
    private static final String BINARY = "application/octet-stream";
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}");
    private static final Map<String, String> EXTENSIONS =
            Map.ofEntries(
                    Map.entry("image/jpeg", ".jpg"),
                    Map.entry("image/png", ".png"),
                    Map.entry("image/webp", ".webp"),
                    Map.entry("image/gif", ".gif"),
                    Map.entry("video/mp4", ".mp4"),
                    Map.entry("video/3gpp", ".3gp"),
                    Map.entry("audio/ogg", ".ogg"),
                    Map.entry("audio/opus", ".opus"),
                    Map.entry("audio/mpeg", ".mp3"),
                    Map.entry("audio/mp4", ".m4a"),
                    Map.entry("application/pdf", ".pdf"),
                    Map.entry("application/zip", ".zip"),
                    Map.entry("text/vcard", ".vcf"),
                    Map.entry("text/plain", ".txt"));

    private final FileNames names;
    private final List<Part> parts = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    AttachmentRenderer(FileNames names) {
        this.names = names;
    }

    List<Part> parts() {
        return parts;
    }

    List<Block> blocks() {
        return blocks;
    }

    void add(Attachment attachment) {
        ContentDigest digest = attachment.digest();
        String kind = Words.of(attachment.kind());
        if (digest == null) {
            requireStored(attachment.state());
            blocks.add(new Block.File(shownName(attachment), kind + "; " + why(attachment), false));
            return;
        }
        String type = type(attachment);
        String name = names.unique(given(attachment), kind(attachment.kind()) + extension(type));
        parts.add(
                new Part.Stored(
                        name,
                        type,
                        headers(attachment, type, name, digest),
                        digest,
                        attachment.size()));
        blocks.add(
                new Block.File(
                        name,
                        kind + "; " + type + "; " + size(attachment.size()) + "; SHA-256 " + digest,
                        true));
    }

    void add(ContactCard contact) {
        String vcard = contact.vcard();
        if (vcard != null && !vcard.isBlank()) {
            String name = names.unique(contact.displayName() + ".vcf", "contact.vcf");
            byte[] utf8 = new Bytes(vcard.length() + 16).utf8(vcard).toArray();
            parts.add(
                    new Part.Inline(
                            name,
                            "text/vcard",
                            List.of(new Header("X-Wharf-Media-Kind", "contact-card")),
                            utf8));
        }
    }

    private static void requireStored(AttachmentState state) {
        if (state == AttachmentState.PENDING) {
            throw new IllegalArgumentException("a stored event has no pending attachment");
        }
    }

    /// What the first bytes tell goes before what was claimed. Types that MIME forbids to carry in
    /// base64 (RFC 2046 §5) and malformed ones go as plain bytes.
    private static String type(Attachment attachment) {
        String type = wellFormed(attachment.sniffedType());
        return type != null ? type : withDefault(wellFormed(attachment.declaredType()));
    }

    private static String withDefault(@Nullable String type) {
        return type == null ? BINARY : type;
    }

    private static @Nullable String wellFormed(@Nullable String type) {
        if (type == null) {
            return null;
        }
        int parameters = type.indexOf(';');
        String bare =
                (parameters < 0 ? type : type.substring(0, parameters))
                        .strip()
                        .toLowerCase(Locale.ROOT);
        boolean carried = !bare.startsWith("multipart/") && !bare.startsWith("message/");
        return carried && TYPE.matcher(bare).matches() ? bare : null;
    }

    private static List<Header> headers(
            Attachment attachment, String type, String name, ContentDigest digest) {
        List<Header> headers = new ArrayList<>(4);
        headers.add(new Header("X-Wharf-Media-Kind", kind(attachment.kind())));
        headers.add(new Header("X-Wharf-SHA256", digest.sha256()));
        String declared = attachment.declaredType();
        if (declared != null && !declared.equals(type)) {
            String clean = HeaderText.clean(declared, 255);
            if (!clean.isEmpty()) {
                headers.add(new Header("X-Wharf-Declared-Type", clean));
            }
        }
        String original = attachment.fileName();
        if (original != null && !original.equals(name)) {
            headers.add(
                    new Header(
                            "X-Wharf-Original-Name",
                            HeaderWriter.percentEncoded(HeaderText.clip(original, 255))));
        }
        return headers;
    }

    private static String given(Attachment attachment) {
        return attachment.fileName() == null ? "" : attachment.fileName();
    }

    private static String shownName(Attachment attachment) {
        String name = HeaderText.clean(given(attachment), 255);
        return name.isEmpty() ? "(no name)" : name;
    }

    private static String why(Attachment attachment) {
        String reason = attachment.reason();
        return "not in the archive: "
                + (reason == null ? Words.of(attachment.state()) : HeaderText.clean(reason, 255));
    }

    private static String kind(MediaKind kind) {
        return Words.token(kind);
    }

    private static String extension(String type) {
        return EXTENSIONS.getOrDefault(type, "");
    }

    /// `117.5 KB (120,345 bytes)`
    static String size(long bytes) {
        if (bytes < 0) {
            return "size unknown";
        }
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        String[] units = {"KB", "MB", "GB", "TB"};
        int unit = 0;
        long tenths = bytes * 10 / 1024;
        while (tenths >= 10_240 && unit < units.length - 1) {
            tenths /= 1024;
            unit++;
        }
        return tenths / 10
                + "."
                + tenths % 10
                + " "
                + units[unit]
                + " ("
                + grouped(bytes)
                + " bytes)";
    }

    private static String grouped(long number) {
        StringBuilder digits = new StringBuilder().append(number);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }
}
