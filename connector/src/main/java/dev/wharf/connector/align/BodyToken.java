package dev.wharf.connector.align;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.AttachmentState;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.Poll;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/// The identity of a body: what stays the same when another phone, of another make, in another
/// language, exports the same line. It is the tag of an item's id before neighbours are counted.
///
/// ```
/// form (4 bits) | digest (42) | variant (2) | neighbours (16, zero here)
/// ```
///
/// The form is what alignment may know of an item without opening it; the variant tells apart lines
/// that are the same line in another state (text as edited, media with its file), and is no part of
/// [#same]. Bits are written once: changing them would archive every export anew.
///
/// For one thread.
public final class BodyToken {
    /// What a line is, seen from afar. Codes are never reused.
    public enum Form {
        TEXT(1),
        MEDIA(2),
        LOCATION(3),
        POLL(4),
        CALL(5),
        DELETED(6),
        SYSTEM(7),
        UNREADABLE(8),
        REACTION(9),
        OTHER(10);

        private static final Form[] BY_CODE = new Form[16];

        static {
            for (Form form : values()) {
                BY_CODE[form.code] = form;
            }
        }

        private final int code;

        Form(int code) {
            this.code = code;
        }
    }

    /// Text that is marked as edited; media whose file is there.
    static final int CHANGED = 1;

    static final int VARIANT_SHIFT = 16;
    private static final long VARIANT_MASK = 3L << VARIANT_SHIFT;
    private static final long NEIGHBOURS_MASK = (1L << VARIANT_SHIFT) - 1;
    private static final long DIGEST_MASK = (1L << 60) - 1 & ~VARIANT_MASK & ~NEIGHBOURS_MASK;
    private static final int FORM_SHIFT = 60;

    private final MessageDigest sha256 = sha256();
    private final BodyText text = new BodyText();

    /// The token of an event's content.
    public long of(Content content) {
        return switch (content) {
            case Content.Message message -> of(message);
            case Content.Edit edit -> variant(of(edit.replacement()), CHANGED);
            case Content.Deletion _ -> token(Form.DELETED, "");
            case Content.Reaction reaction ->
                    token(Form.REACTION, String.valueOf(reaction.emoji()));
            case Content.Call call -> token(Form.CALL, call.medium().name());
            case Content.Membership membership -> token(Form.SYSTEM, membership.action().name());
            case Content.Notice notice -> token(Form.SYSTEM, notice.topic().name());
            case Content.Unreadable unreadable ->
                    token(Form.UNREADABLE, unreadable.reason().name());
            case Content.Receipt receipt -> token(Form.OTHER, receipt.status().name());
            case Content.Gap _ -> token(Form.OTHER, "gap");
            case Content.Unknown unknown -> token(Form.OTHER, body(unknown.text()));
        };
    }

    private long of(Content.Message message) {
        Poll poll = message.poll();
        if (poll != null) {
            StringBuilder options = new StringBuilder(body(poll.question()));
            poll.options().forEach(option -> options.append('\n').append(body(option.name())));
            return token(Form.POLL, options.toString());
        }
        if (!message.attachments().isEmpty() || !message.contacts().isEmpty()) {
            boolean present = message.attachments().stream().anyMatch(BodyToken::hasFile);
            return variant(token(Form.MEDIA, body(message.text())), present ? CHANGED : 0);
        }
        Location location = message.location();
        if (location != null) {
            return token(Form.LOCATION, place(location));
        }
        return variant(
                token(Form.TEXT, body(message.text())), message.marks().edited() ? CHANGED : 0);
    }

    private static boolean hasFile(Attachment attachment) {
        return attachment.kind() != MediaKind.THUMBNAIL
                && (attachment.state() == AttachmentState.PENDING
                        || attachment.state() == AttachmentState.PRESENT);
    }

    private static String place(Location location) {
        Double latitude = location.latitude();
        Double longitude = location.longitude();
        return latitude == null || longitude == null
                ? ""
                : String.format(Locale.ROOT, "%.3f,%.3f", latitude, longitude);
    }

    private String body(@Nullable String raw) {
        return raw == null ? "" : text.plain(raw);
    }

    private long token(Form form, String body) {
        sha256.update((byte) form.code);
        byte[] digest = sha256.digest(body.getBytes(StandardCharsets.UTF_8));
        return (long) form.code << FORM_SHIFT | (ByteBuffer.wrap(digest).getLong() & DIGEST_MASK);
    }

    private static long variant(long token, int variant) {
        return (token & ~VARIANT_MASK) | ((long) variant << VARIANT_SHIFT);
    }

    /// The token without variant and neighbours: equal for the same line in any state.
    static long same(long tag) {
        return tag & ~VARIANT_MASK & ~NEIGHBOURS_MASK;
    }

    /// Whether two tokens or tags are of one body, edited or not, with its file or without.
    public static boolean sameInAnyState(long a, long b) {
        return same(a) == same(b);
    }

    /// Of media: whether its file is there.
    public static boolean showsMore(long token) {
        return form(token) == Form.MEDIA && changed(token);
    }

    /// The token without neighbours.
    public static long body(long tag) {
        return tag & ~NEIGHBOURS_MASK;
    }

    public static int neighbour(long tag) {
        return (int) (tag & NEIGHBOURS_MASK);
    }

    static boolean changed(long tag) {
        return (tag & VARIANT_MASK) >>> VARIANT_SHIFT == CHANGED;
    }

    static Form form(long tag) {
        Form form = Form.BY_CODE[(int) (tag >>> FORM_SHIFT)];
        return form == null ? Form.OTHER : form;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
