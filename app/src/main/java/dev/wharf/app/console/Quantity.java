package dev.wharf.app.console;

import java.util.Locale;

/// Numbers as a person reads them; the same on every machine.
public final class Quantity {

    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private Quantity() {}

    /// `1,234,567`. By hand, since a format would load a language's data with every command.
    public static String count(long value) {
        StringBuilder text = new StringBuilder(Long.toString(value));
        int first = value < 0 ? 1 : 0;
        for (int at = text.length() - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /// `1 message`, `3 messages`.
    public static String of(long value, String singular) {
        return of(value, singular, singular + "s");
    }

    public static String of(long value, String singular, String plural) {
        return count(value) + " " + (value == 1 ? singular : plural);
    }

    /// `812 B`, `1.4 MB`: powers of 1,000.
    public static String bytes(long value) {
        double shown = value;
        int unit = 0;
        while (shown >= 1000 && unit < UNITS.length - 1) {
            shown /= 1000;
            unit++;
        }
        return unit == 0 ? value + " B" : String.format(Locale.ROOT, "%.1f %s", shown, UNITS[unit]);
    }
}
