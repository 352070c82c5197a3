package dev.wharf.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The headers of a file's part, read back from a mail that [MimeWriter] wrote. It reads what
/// [HeaderWriter] writes and is no parser of other people's mails.
///
/// @param start where in the literal the headers begin
/// @param type media type
/// @param fileName the true one
/// @param properties lines of `X-Wharf-*` headers, folded as they were
record PartHeaders(int start, String type, String fileName, List<String> properties) {
    private static final Pattern TYPE =
            Pattern.compile("^Content-Type: ([^;\\s]+)", Pattern.MULTILINE);
    private static final Pattern QUOTED =
            Pattern.compile("filename=\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern EXTENDED = Pattern.compile("filename\\*(?:\\d+\\*)?=([^;\\s]*)");
    private static final String CHARSET = "utf-8''";
    private static final String DELIMITER = "--";

    PartHeaders {
        properties = List.copyOf(properties);
    }

    /// Of the part whose headers end this literal.
    static PartHeaders endOf(byte[] literal) {
        String text = new String(literal, StandardCharsets.ISO_8859_1);
        int start = start(text);
        List<String> properties = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        boolean ours = false;
        for (String line : text.substring(start).split("\r\n")) {
            boolean folded = line.startsWith(" ");
            ours = folded ? ours : line.startsWith("X-Wharf-");
            if (ours) {
                properties.add(line);
            } else {
                all.append(folded ? line : "\n" + line);
            }
        }
        return new PartHeaders(start, type(all), fileName(all), properties);
    }

    /// After the last delimiter line.
    private static int start(String text) {
        int end = text.length();
        while (end > 0) {
            int line = text.lastIndexOf("\r\n", end - 3) + 2;
            int begin = line < 2 ? 0 : line;
            if (text.startsWith(DELIMITER, begin)) {
                return text.indexOf("\r\n", begin) + 2;
            }
            end = begin;
        }
        throw new IllegalArgumentException("no part begins in this literal");
    }

    private static String type(CharSequence headers) {
        Matcher type = TYPE.matcher(headers);
        return type.find() ? type.group(1) : "application/octet-stream";
    }

    private static String fileName(CharSequence headers) {
        Matcher quoted = QUOTED.matcher(headers);
        if (quoted.find()) {
            return quoted.group(1).replaceAll("\\\\(.)", "$1");
        }
        StringBuilder sections = new StringBuilder();
        for (Matcher section = EXTENDED.matcher(headers); section.find(); ) {
            sections.append(section.group(1));
        }
        boolean marked = sections.indexOf(CHARSET) == 0;
        return decoded(marked ? sections.substring(CHARSET.length()) : sections.toString());
    }

    private static String decoded(String percent) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream(percent.length());
        for (int i = 0; i < percent.length(); i++) {
            if (percent.charAt(i) == '%') {
                utf8.write(Integer.parseInt(percent, i + 1, i + 3, 16));
                i += 2;
            } else {
                utf8.write(percent.charAt(i));
            }
        }
        return utf8.toString(StandardCharsets.UTF_8);
    }
}
