package dev.wharf.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Writes headers in 7-bit ASCII: folded before column 78 wherever white space allows and always
/// before 998 (RFC 5322 §2.1.1), other characters as RFC 2047 words of at most 75 characters that
/// hold whole code points, file names as RFC 2231 parameters.
///
/// Values must be clean ([HeaderText]); a control in one is a bug and fails. For one thread.
final class HeaderWriter {
    private static final int LINE = 78;
    private static final int LINE_WITH_ENCODED_WORD = 76;
    private static final int ENCODED_WORD = 75;
    private static final int LONGEST_PLAIN_WORD = 900;
    private static final String WORD_START = "=?utf-8?B?";
    private static final String WORD_END = "?=";
    private static final int WORD_FRAME = WORD_START.length() + WORD_END.length();
    private static final int VALUE_OF_PARAMETER = 50;
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    /// ASCII that a header may hold in any place: a question mark might begin an encoded word.
    private static final boolean[] NEVER_SPECIAL = neverSpecial();

    private final Bytes out;
    private int lineStart;

    HeaderWriter(Bytes out) {
        this.out = out;
    }

    private static boolean[] neverSpecial() {
        boolean[] plain = new boolean[0x80];
        Arrays.fill(plain, ' ', 0x7f, true);
        plain['?'] = false;
        return plain;
    }

    /// A header of free text.
    void text(String name, String value) {
        begin(name);
        if (column() + value.length() <= LINE) {
            int start = out.size();
            if (out.plain(value, NEVER_SPECIAL) == value.length()) {
                end();
                return;
            }
            out.cut(start);
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (!isPlain(value, utf8)) {
            encodedWords(utf8);
        } else if (column() + utf8.length <= LINE) {
            out.put(utf8);
        } else {
            folded(value);
        }
        end();
    }

    /// A header whose value is ours, ASCII and short.
    void raw(String name, String value) {
        begin(name);
        out.ascii(value);
        end();
    }

    void messageIds(String name, List<String> ids) {
        begin(name);
        for (int i = 0; i < ids.size(); i++) {
            if (i > 0) {
                foldOrSpace(ids.get(i).length() + 2);
            }
            out.put('<').ascii(ids.get(i)).put('>');
        }
        end();
    }

    void addresses(String name, Recipients to) {
        begin(name);
        String group = to.group();
        if (group != null) {
            groupName(group);
            out.ascii(" : ");
        }
        List<Mailbox> mailboxes = to.mailboxes();
        for (int i = 0; i < mailboxes.size(); i++) {
            Mailbox mailbox = mailboxes.get(i);
            if (i > 0) {
                out.put(',');
                foldOrSpace(mailbox.name().length() + mailbox.address().length() + 6);
            }
            mailbox(mailbox);
        }
        if (group != null) {
            out.put(';');
        }
        end();
    }

    void mailbox(String name, Mailbox mailbox) {
        begin(name);
        mailbox(mailbox);
        end();
    }

    /// `Content-Type` with the file name in ASCII, for readers who do not know RFC 2231.
    void contentType(String type, String fileName) {
        begin("Content-Type");
        out.ascii(type);
        StringBuilder fallback = new StringBuilder();
        fileName.codePoints().forEach(c -> fallback.append(c < 0x7f ? (char) c : '_'));
        String ascii =
                fallback.length() <= VALUE_OF_PARAMETER
                        ? fallback.toString()
                        : fallback.substring(fallback.length() - VALUE_OF_PARAMETER);
        parameter("name=\"" + escaped(ascii) + "\"");
        end();
    }

    /// `Content-Disposition` with the true file name, by RFC 2231 unless it is short ASCII. No
    /// plain `filename` beside it: Python's parser would take that one.
    void attachment(String fileName) {
        begin("Content-Disposition");
        out.ascii("attachment");
        if (isPlain(fileName) && fileName.length() <= VALUE_OF_PARAMETER) {
            parameter("filename=\"" + escaped(fileName) + "\"");
        } else {
            extendedParameter(fileName);
        }
        end();
    }

    private void begin(String name) {
        lineStart = out.size();
        out.ascii(name).put(':').put(' ');
    }

    private void end() {
        out.put('\r').put('\n');
    }

    private int column() {
        return out.size() - lineStart;
    }

    private void fold() {
        out.put('\r').put('\n');
        lineStart = out.size();
        out.put(' ');
    }

    private void foldOrSpace(int next) {
        if (column() + 1 + next > LINE) {
            fold();
        } else {
            out.put(' ');
        }
    }

    /// Whether the value may stand as it is: printable ASCII, no word too long to fold around,
    /// nothing that a reader would take for an encoded word.
    private static boolean isPlain(String value) {
        return isPlain(value, value.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(String value, byte[] utf8) {
        int space = -1;
        for (int i = 0; i < utf8.length; i++) {
            byte c = utf8[i];
            if (c <= ' ' || c == 0x7f) {
                requireClean(c);
                if (i - space > LONGEST_PLAIN_WORD) {
                    return false;
                }
                space = i;
            } else if (c == '?' && i > 0 && utf8[i - 1] == '=') {
                return false;
            }
        }
        return utf8.length == value.length() && utf8.length - space <= LONGEST_PLAIN_WORD;
    }

    private static void requireClean(byte c) {
        if ((c >= 0 && c < ' ') || c == 0x7f) {
            throw new IllegalArgumentException("a control character in a header value");
        }
    }

    private void folded(String value) {
        int start = 0;
        while (start < value.length()) {
            int space = value.indexOf(' ', start + 1);
            int end = space < 0 ? value.length() : space;
            boolean first = start == 0;
            int length = end - start;
            if (!first && column() + length > LINE) {
                fold();
                out.ascii(value.substring(start + 1, end));
            } else {
                out.ascii(value.substring(start, end));
            }
            start = end;
        }
    }

    private void encodedWords(String value) {
        encodedWords(value.getBytes(StandardCharsets.UTF_8));
    }

    private void encodedWords(byte[] utf8) {
        int from = 0;
        while (from < utf8.length) {
            int room = Math.min(ENCODED_WORD, LINE_WITH_ENCODED_WORD - column()) - WORD_FRAME;
            int most = room / 4 * 3;
            if (most < 12) {
                fold();
                continue;
            }
            int to = cut(utf8, from, most);
            out.ascii(WORD_START)
                    .put(BASE64.encode(Arrays.copyOfRange(utf8, from, to)))
                    .ascii(WORD_END);
            from = to;
            if (from < utf8.length) {
                fold();
            }
        }
    }

    /// Where a word ends: after a space if one is near, else after the last whole code point that
    /// fits. Python before 3.12.9 shows a space between two encoded words of a name (cpython
    /// 128110).
    private static int cut(byte[] utf8, int from, int most) {
        if (utf8.length - from <= most) {
            return utf8.length;
        }
        int to = from + most;
        while ((utf8[to] & 0xc0) == 0x80) {
            to--;
        }
        for (int i = to; i > from + most / 2; i--) {
            if (utf8[i - 1] == ' ') {
                return i;
            }
        }
        return to;
    }

    private void mailbox(Mailbox mailbox) {
        if (mailbox.name().isEmpty()) {
            address(mailbox.address());
            return;
        }
        phrase(mailbox.name());
        foldOrSpace(mailbox.address().length() + 2);
        out.put('<');
        address(mailbox.address());
        out.put('>');
    }

    private void phrase(String name) {
        if (isPlain(name)) {
            out.put('"').ascii(escaped(name)).put('"');
        } else {
            encodedWords(name);
        }
    }

    /// Angus looks for a group's colon inside quotes too, so a name that holds one is encoded.
    private void groupName(String name) {
        if (name.indexOf(':') >= 0) {
            encodedWords(name);
        } else {
            phrase(name);
        }
    }

    /// Addresses that are no dot-atom (two dots in a row, a dot at an end) need a quoted local
    /// part.
    private void address(String address) {
        int at = address.lastIndexOf('@');
        String local = address.substring(0, at);
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            out.put('"').ascii(local).put('"').ascii(address.substring(at));
        } else {
            out.ascii(address);
        }
    }

    private static String escaped(String text) {
        return text.indexOf('"') < 0 && text.indexOf('\\') < 0
                ? text
                : text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private void parameter(String parameter) {
        out.put(';');
        foldOrSpace(parameter.length());
        out.ascii(parameter);
    }

    private void extendedParameter(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        StringBuilder section = new StringBuilder("utf-8''");
        int number = 0;
        for (int i = 0; i < utf8.length; i++) {
            boolean startsCodePoint = (utf8[i] & 0xc0) != 0x80;
            if (startsCodePoint && section.length() > VALUE_OF_PARAMETER) {
                parameter("filename*" + number++ + "*=" + section);
                section.setLength(0);
            }
            percent(section, utf8[i]);
        }
        parameter(number == 0 ? "filename*=" + section : "filename*" + number + "*=" + section);
    }

    private static void percent(StringBuilder section, byte b) {
        if (Character.isLetterOrDigit(b) || b == '.' || b == '-' || b == '_') {
            section.append((char) b);
        } else {
            section.append('%')
                    .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
                    .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
        }
    }

    /// Any text as ASCII without loss, for a header of ours: `utf-8''na%C3%AFve`.
    static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder("utf-8''");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            percent(encoded, b);
        }
        return encoded.toString();
    }
}
