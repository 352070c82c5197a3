package dev.wharf.capture.json;

import java.nio.charset.StandardCharsets;

/// Makes JSON of what people write in its place: Meta's own examples lack commas, have too many,
/// and hold comments. Commas say nothing that the tokens around them do not, so all are set anew.
final class JsonMending {
    private final String text;
    private final StringBuilder out;
    private int at;

    /// Whether a value has ended, so that another one needs a comma before it.
    private boolean ended;

    private JsonMending(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length() + 16);
    }

    /// Bytes that are no UTF-8 become U+FFFD.
    static String mended(JsonText json) {
        return new JsonMending(
                        new String(
                                json.bytes(),
                                json.from(),
                                json.to() - json.from(),
                                StandardCharsets.UTF_8))
                .mend();
    }

    private String mend() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c <= ' ' || c == ',') {
                at++;
            } else if (text.startsWith("//", at)) {
                passOver("\n");
            } else if (text.startsWith("/*", at)) {
                passOver("*/");
            } else if (text.startsWith("<!--", at)) {
                passOver("-->");
            } else {
                token(c);
            }
        }
        return out.toString();
    }

    private void token(char c) {
        switch (c) {
            case ':' -> {
                ended = false;
                copy(at + 1);
            }
            case '}', ']' -> {
                ended = true;
                copy(at + 1);
            }
            case '{', '[' -> {
                comma();
                ended = false;
                copy(at + 1);
            }
            case '"' -> {
                comma();
                ended = true;
                copy(endOfString());
            }
            default -> {
                comma();
                ended = true;
                copy(endOfWord());
            }
        }
    }

    private void comma() {
        if (ended) {
            out.append(',');
        }
    }

    private void copy(int end) {
        out.append(text, at, end);
        at = end;
    }

    private int endOfString() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, text.length());
    }

    private int endOfWord() {
        int end = at + 1;
        while (end < text.length()
                && text.charAt(end) > ' '
                && ",:{}[]\"".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private void passOver(String close) {
        int end = text.indexOf(close, at);
        at = end < 0 ? text.length() : end + close.length();
    }
}
