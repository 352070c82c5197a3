package dev.wharf.destinations.imap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `uidvalidity:uid`, or `message-id:ID` where a server did not tell the UID.
record Receipt(long validity, long uid) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,10}):(\\d{1,10})");

    static String byMessageId(String id) {
        return "message-id:" + id;
    }

    /// Empty for one by Message-ID.
    static Optional<Receipt> read(String receipt) {
        Matcher shape = SHAPE.matcher(receipt);
        return shape.matches()
                ? Optional.of(
                        new Receipt(Long.parseLong(shape.group(1)), Long.parseLong(shape.group(2))))
                : Optional.empty();
    }
}
