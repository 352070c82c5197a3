package dev.wharf.capture.android;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The texts in a value that Java's own serialization wrote, as old databases hold files and
/// people. Nothing is deserialized: that would let a database choose which code runs.
final class SerializedStrings {
    private static final int STRING = 0x74;
    private static final int MOST = 5_000;

    private SerializedStrings() {}

    /// @return in their order; empty when it is no such value, and possibly with pieces that only
    ///   look like texts
    static List<String> in(byte[] value) {
        List<String> found = new ArrayList<>();
        if (value.length < 4 || (value[0] & 0xFF) != 0xAC || (value[1] & 0xFF) != 0xED) {
            return found;
        }
        int at = 4;
        while (at + 2 < value.length && found.size() < MOST) {
            int length = ((value[at + 1] & 0xFF) << 8) | (value[at + 2] & 0xFF);
            String text =
                    value[at] == STRING && at + 3 + length <= value.length
                            ? text(value, at + 1, length + 2)
                            : null;
            if (text == null) {
                at++;
            } else {
                found.add(text);
                at += 3 + length;
            }
        }
        return found;
    }

    private static @Nullable String text(byte[] value, int at, int length) {
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(value, at, length))) {
            return in.readUTF();
        } catch (IOException _) {
            return null;
        }
    }
}
