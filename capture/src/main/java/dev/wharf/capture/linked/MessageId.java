package dev.wharf.capture.linked;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message's name as WAHA writes it, `false_16505551234@c.us_3EB0…_participant`, taken apart.
/// WhatsApp's own id is the middle; the rest differs by who looks, so it is no part of a key.
///
/// @param chat null when only the bare id was given
record MessageId(
        String id, @Nullable Boolean fromMe, @Nullable String chat, @Nullable String participant) {
    private static final Pattern SERIALIZED =
            Pattern.compile("(true|false)_([^_@]+@[a-z.]+)_(.+?)(?:_([^_@]+@[a-z.]+))?");

    /// @return null when nothing is named
    static @Nullable MessageId of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher found = SERIALIZED.matcher(text);
        return found.matches()
                ? new MessageId(
                        found.group(3),
                        Boolean.valueOf(found.group(1)),
                        found.group(2),
                        found.group(4))
                : new MessageId(text, null, null, null);
    }
}
