package dev.wharf.capture.telemessage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether bytes begin as a mail does: headers, among them two that mails have.
final class MailSniffer {
    private static final int LOOKED_AT = 16 << 10;
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]{1,80})[ \\t]*:.*");
    private static final Set<String> USUAL =
            Set.of(
                    "from",
                    "to",
                    "subject",
                    "date",
                    "message-id",
                    "mime-version",
                    "received",
                    "content-type",
                    "return-path",
                    "sender");

    private MailSniffer() {}

    static boolean isMail(InputStream in) throws IOException {
        byte[] head = in.readNBytes(LOOKED_AT);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00EF\u00BB\u00BF")) {
            text = text.substring(3);
        }
        int usual = 0;
        boolean first = true;
        for (String line : text.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            Matcher field = FIELD.matcher(line);
            if (folded && !first) {
                continue;
            }
            boolean mbox = first && line.startsWith("From ");
            first = false;
            if (!mbox && !field.matches()) {
                // Cut in the middle of a long header it still is one.
                break;
            }
            if (!mbox && USUAL.contains(field.group(1).toLowerCase(java.util.Locale.ROOT))) {
                usual++;
            }
        }
        return usual >= 2;
    }
}
