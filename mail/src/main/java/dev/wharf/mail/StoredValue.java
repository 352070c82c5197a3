package dev.wharf.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decodes unfolded header values: what [HeaderWriter] encodes, and no more of the RFCs.
final class StoredValue {
    private static final Pattern WORD = Pattern.compile(" *=\\?utf-8\\?B\\?([A-Za-z0-9+/]*=*)\\?=");
    private static final Pattern ID = Pattern.compile(" *<([^<> ]+)>");
    private static final String PLAIN_NAME = "attachment; filename=\"";
    private static final Pattern NAME_SECTION =
            Pattern.compile("; filename\\*(?:\\d+\\*)?=(?:utf-8'')?([^; ]*)");

    private StoredValue() {}

    static String text(String value) {
        Matcher word = WORD.matcher(value);
        return word.lookingAt() ? words(value, word) : clean(value);
    }

    private static String words(String value, Matcher word) {
        String text = words(word);
        if (word.regionStart() != value.length()) {
            throw StoredText.corrupt("an encoded word cannot be read");
        }
        return text;
    }

    /// Decodes words as long as they follow each other; then the matcher's region begins where they
    /// end.
    static String words(Matcher word) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        while (word.lookingAt()) {
            utf8.writeBytes(base64(word.group(1)));
            word.region(word.end(), word.regionEnd());
        }
        return clean(utf8.toString(StandardCharsets.UTF_8));
    }

    static Matcher wordsAt(String value, int at) {
        return WORD.matcher(value).region(at, value.length());
    }

    private static byte[] base64(String word) {
        try {
            return Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException _) {
            throw StoredText.corrupt("an encoded word cannot be read");
        }
    }

    /// The writer takes no controls.
    private static String clean(String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw StoredText.corrupt("a header holds a control character");
        }
        return value;
    }

    /// Without angle brackets.
    static List<String> messageIds(String value) {
        List<String> ids = new ArrayList<>(2);
        Matcher id = ID.matcher(value);
        while (id.lookingAt()) {
            ids.add(id.group(1));
            id.region(id.end(), value.length());
        }
        return ids;
    }

    /// @param disposition a whole `Content-Disposition`
    static String fileName(String disposition) {
        if (disposition.startsWith(PLAIN_NAME) && disposition.endsWith("\"")) {
            int end = Math.max(PLAIN_NAME.length(), disposition.length() - 1);
            return unescaped(disposition.substring(PLAIN_NAME.length(), end));
        }
        StringBuilder encoded = new StringBuilder();
        Matcher section = NAME_SECTION.matcher(disposition);
        while (section.find()) {
            encoded.append(section.group(1));
        }
        return percentDecoded(encoded);
    }

    private static String percentDecoded(CharSequence encoded) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                utf8.write(hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
                i += 2;
            } else {
                utf8.write(c);
            }
        }
        return clean(utf8.toString(StandardCharsets.UTF_8));
    }

    private static int hex(CharSequence encoded, int at) {
        int digit = at < encoded.length() ? Character.digit(encoded.charAt(at), 16) : -1;
        if (digit < 0) {
            throw StoredText.corrupt("a file name cannot be read");
        }
        return digit;
    }

    static String unescaped(String quoted) {
        StringBuilder text = new StringBuilder(quoted.length());
        for (int i = 0; i < quoted.length(); i++) {
            if (quoted.charAt(i) == '\\' && i + 1 < quoted.length()) {
                i++;
            }
            text.append(quoted.charAt(i));
        }
        return text.toString();
    }
}
