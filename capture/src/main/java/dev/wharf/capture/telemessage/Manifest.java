package dev.wharf.capture.telemessage;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `.mf` of a delivery. The vendor documents a line `Count:` and that every mail's file name is
/// listed, and shows no more; so a line is read for what it has: a count, a name that ends in
/// `.eml`, a hexadecimal digest of MD5, SHA-1 or SHA-256 beside it.
///
/// @param count of the mails; null when it gives none
/// @param files by the last part of their name; the digest as written, empty for none
/// @param truncated whether it is longer than any real one, and was read only in part
record Manifest(String name, @Nullable Long count, Map<String, String> files, boolean truncated) {
    private static final int MOST_FILES = 200_000;
    private static final int LONGEST_LINE = 4_000;
    private static final int MOST_LINES = 1_000_000;

    private static final Pattern COUNT =
            Pattern.compile("(?i)^[\\s#*]*(?:[a-z]+[ _-]){0,3}count\\s*[:=]\\s*(\\d{1,15})\\s*$");
    private static final Pattern MAIL = Pattern.compile("(?i)\\.eml(?![a-z0-9])");
    private static final Pattern LABEL = Pattern.compile("(?i)^(?:file ?)?name\\s*[:=]\\s*");
    private static final Pattern ORDINAL = Pattern.compile("^\\d{1,9}[.):]?[\\s,;|]+(?=\\S)");
    private static final Pattern DIGEST =
            Pattern.compile(
                    "(?<![0-9A-Fa-f])([0-9A-Fa-f]{64}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32})(?![0-9A-Fa-f])");

    static Manifest read(String name, InputStream in) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        Map<String, String> files = new LinkedHashMap<>();
        Long count = null;
        for (int n = 0; n < MOST_LINES && files.size() < MOST_FILES; n++) {
            String line = line(lines);
            if (line == null) {
                return new Manifest(name, count, files, false);
            }
            Matcher counted = COUNT.matcher(line);
            if (counted.matches()) {
                long more = Long.parseLong(counted.group(1));
                count = count == null ? more : count + more;
            } else {
                file(line, files);
            }
        }
        return new Manifest(name, count, files, true);
    }

    /// A line, cut where no real one is as long; null at the end.
    private static @Nullable String line(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (c != '\r' && c != '\uFEFF' && line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
            c = in.read();
        }
        return line.toString();
    }

    private static void file(String line, Map<String, String> files) {
        Matcher end = MAIL.matcher(line);
        if (!end.find()) {
            return;
        }
        String before = line.substring(0, end.end());
        Matcher digest = DIGEST.matcher(line.substring(end.end()));
        String sum = digest.find() ? digest.group(1) : "";
        Matcher leading = DIGEST.matcher(before);
        if (sum.isEmpty() && leading.lookingAt()) {
            sum = leading.group(1);
            before = before.substring(leading.end());
        }
        String bare = before.replaceFirst("^[\\s\"'*]+", "");
        bare = LABEL.matcher(bare).replaceFirst("");
        int cut = Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\'));
        cut = Math.max(cut, Math.max(bare.lastIndexOf('"'), bare.lastIndexOf('\t')));
        bare = bare.substring(cut + 1);
        bare = ORDINAL.matcher(bare).replaceFirst("").strip();
        files.putIfAbsent(bare, sum.toLowerCase(Locale.ROOT));
    }

    /// The algorithm of a digest, by its length.
    static String algorithm(String digest) {
        return switch (digest.length()) {
            case 32 -> "MD5";
            case 40 -> "SHA-1";
            default -> "SHA-256";
        };
    }
}
