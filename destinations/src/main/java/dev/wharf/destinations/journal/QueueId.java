package dev.wharf.destinations.journal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in the answer to a mail what the server calls it from then on, for whoever has to find it
/// in the receiver's log.
final class QueueId {
    private static final int LONGEST = 200;

    /// Postfix; Exchange; Exim; Sendmail.
    private static final List<Pattern> FORMS =
            List.of(
                    Pattern.compile("\\bqueued as ([A-Za-z0-9._-]+)", Pattern.CASE_INSENSITIVE),
                    Pattern.compile("\\[(InternalId=\\d+)[^\\]]*\\]", Pattern.CASE_INSENSITIVE),
                    Pattern.compile("\\bOK id=([A-Za-z0-9-]+)"),
                    Pattern.compile("^([A-Za-z0-9]{8,20}) Message accepted for delivery"));

    private QueueId() {}

    /// Where no form is known, all that the server said; never empty.
    static String of(SmtpReply taken) {
        String text = taken.text().replaceAll("\\s+", " ");
        for (Pattern form : FORMS) {
            Matcher found = form.matcher(text);
            if (found.find()) {
                return found.group(1);
            }
        }
        if (text.isEmpty()) {
            return String.valueOf(taken.code());
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
