package dev.wharf.destinations.journal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server answered.
///
/// @param code three digits
/// @param lines without the code, as they came but for controls
record SmtpReply(int code, List<String> lines) {
    private static final Pattern ENHANCED =
            Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?= |$)");
    private static final int LONGEST_SHOWN = 300;

    SmtpReply {
        lines = List.copyOf(lines);
    }

    boolean isGood() {
        return code / 100 == 2;
    }

    boolean isTransient() {
        return code / 100 == 4;
    }

    /// Enhanced status (RFC 3463) without its class: `1.1` of `5.1.1`; empty where there is none.
    String status() {
        Matcher enhanced = ENHANCED.matcher(lines.isEmpty() ? "" : lines.getFirst());
        return enhanced.lookingAt() ? enhanced.group(2) + "." + enhanced.group(3) : "";
    }

    /// All lines as one, without codes.
    String text() {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            Matcher enhanced = ENHANCED.matcher(line);
            String rest = enhanced.lookingAt() ? line.substring(enhanced.end()) : line;
            text.append(text.isEmpty() ? "" : " ").append(rest.strip());
        }
        return text.toString().strip();
    }

    /// For a person.
    @Override
    public String toString() {
        String text = code + " " + String.join(" ", lines);
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN);
    }
}
