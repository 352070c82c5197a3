package dev.wharf.connector.people;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// The form in which display names are compared: NFKC, lower case, no direction marks, single
/// spaces.
public final class NameKey {
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u200B-\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\u061C\\uFEFF]");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private NameKey() {}

    public static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
        String visible = INVISIBLE.matcher(plain).replaceAll("");
        // Upper case first, so that ß and SS, ς and σ meet.
        String folded = visible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return SPACE.matcher(folded).replaceAll(" ").strip();
    }

    /// Whether WhatsApp shows the name with a tilde: chosen by the person, not by the phone's
    /// owner, so anybody can take anybody's.
    static boolean selfChosen(String name) {
        String visible = INVISIBLE.matcher(name).replaceAll("").strip();
        return visible.startsWith("~");
    }
}
