package dev.wharf.core.item;

import dev.wharf.core.item.MailImage.Segment;

import java.util.ArrayList;
import java.util.List;

/// What the mails of a series have in common, byte for byte, and the places where they differ. A
/// place is filled by a value of the item; one value may fill several.
///
/// Immutable. The mails of one series share the very same object.
public final class MailForm {
    private final int rendererVersion;
    private final List<Stretch> stretches;
    private final int values;

    /// One segment of the mail. Arrays are not copied; nobody changes them.
    ///
    /// @param encoded whether it stands in the mail as base64
    /// @param fixed the bytes before each place, and those behind the last
    /// @param values numbers of what fills the places, from 0
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Stretch(boolean encoded, byte[][] fixed, int[] values) {
        public Stretch {
            if (fixed.length != values.length + 1) {
                throw new IllegalArgumentException("a place has bytes before and behind it");
            }
        }
    }

    public MailForm(int rendererVersion, List<Stretch> stretches) {
        this.rendererVersion = rendererVersion;
        this.stretches = List.copyOf(stretches);
        int highest = -1;
        for (Stretch stretch : stretches) {
            for (int value : stretch.values) {
                highest = Math.max(highest, value);
            }
        }
        values = highest + 1;
    }

    /// How many values fill it.
    public int values() {
        return values;
    }

    int rendererVersion() {
        return rendererVersion;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    MailImage fill(FilledMail mail) {
        List<Segment> segments = new ArrayList<>(stretches.size());
        for (Stretch stretch : stretches) {
            byte[] bytes = fill(stretch, mail);
            segments.add(stretch.encoded ? new Segment.Encoded(bytes) : new Segment.Literal(bytes));
        }
        return new MailImage(rendererVersion, segments);
    }

    /// How long a stretch is in a mail.
    static int length(Stretch stretch, FilledMail mail) {
        int length = 0;
        for (byte[] fixed : stretch.fixed) {
            length += fixed.length;
        }
        for (int value : stretch.values) {
            length += mail.end(value) - mail.start(value);
        }
        return length;
    }

    private static byte[] fill(Stretch stretch, FilledMail mail) {
        byte[] filled = new byte[length(stretch, mail)];
        int at = 0;
        for (int i = 0; i < stretch.fixed.length; i++) {
            byte[] fixed = stretch.fixed[i];
            System.arraycopy(fixed, 0, filled, at, fixed.length);
            at += fixed.length;
            if (i < stretch.values.length) {
                int start = mail.start(stretch.values[i]);
                int length = mail.end(stretch.values[i]) - start;
                System.arraycopy(mail.bytes(), start, filled, at, length);
                at += length;
            }
        }
        return filled;
    }
}
