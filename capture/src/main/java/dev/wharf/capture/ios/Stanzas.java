package dev.wharf.capture.ios;

import dev.wharf.core.event.EventTime;
import dev.wharf.core.party.Person;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// Names for messages of which the database has no id of WhatsApp's: of what they are made, never
/// of the row's number, which is used again for other messages.
final class Stanzas {
    private Stanzas() {}

    static String instead(MessageRow row, Person sender, EventTime time) {
        String words =
                "%s\n%s\n%d\n%s"
                        .formatted(
                                row.type(),
                                People.address(sender),
                                row.event(),
                                Objects.requireNonNullElse(row.text(), ""));
        return "row@%d:%s".formatted(time.at().getEpochSecond(), digest(words));
    }

    private static String digest(String words) {
        try {
            byte[] whole =
                    MessageDigest.getInstance("SHA-256")
                            .digest(words.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(whole, 8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
