package dev.wharf.capture.telemessage;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a mail that has HTML only. No renderer: tags go, blocks begin lines, entities
/// become characters, and an image shows its `alt`, as which mails write emoji. Linear in the text.
final class HtmlText {
    private static final Set<String> HIDDEN = Set.of("script", "style", "head", "title");
    private static final Set<String> BLOCKS =
            Set.of(
                    "br",
                    "p",
                    "div",
                    "tr",
                    "li",
                    "ul",
                    "ol",
                    "table",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "blockquote",
                    "pre",
                    "dt",
                    "dd");
    private static final Map<String, String> ENTITIES =
            Map.ofEntries(
                    Map.entry("amp", "&"),
                    Map.entry("lt", "<"),
                    Map.entry("gt", ">"),
                    Map.entry("quot", "\""),
                    Map.entry("apos", "'"),
                    Map.entry("nbsp", "\u00A0"),
                    Map.entry("copy", "©"),
                    Map.entry("euro", "€"),
                    Map.entry("pound", "£"),
                    Map.entry("hellip", "…"),
                    Map.entry("ndash", "–"),
                    Map.entry("mdash", "—"),
                    Map.entry("lsquo", "‘"),
                    Map.entry("rsquo", "’"),
                    Map.entry("ldquo", "“"),
                    Map.entry("rdquo", "”"),
                    Map.entry("bull", "•"),
                    Map.entry("middot", "·"),
                    Map.entry("zwj", "\u200D"),
                    Map.entry("lrm", "\u200E"),
                    Map.entry("rlm", "\u200F"));
    private static final Pattern ALT =
            Pattern.compile("(?i)\\salt\\s*=\\s*(?:\"([^\"]{0,200})\"|'([^']{0,200})')");
    private static final int LONGEST_ENTITY = 10;

    private final String html;
    private final StringBuilder out;
    private int at;
    private boolean tagsEnd;

    private HtmlText(String html) {
        this.html = html;
        this.out = new StringBuilder(html.length() / 2);
    }

    static String of(String html) {
        return new HtmlText(html).text();
    }

    private String text() {
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<' && !tagsEnd && isTag()) {
                tag();
            } else if (c == '&') {
                entity();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
                space();
                at++;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString().replaceAll("\n{3,}", "\n\n").strip();
    }

    private boolean isTag() {
        if (at + 1 >= html.length()) {
            return false;
        }
        char next = html.charAt(at + 1);
        return next == '/' || next == '!' || next == '?' || Character.isLetter(next);
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            skipPast("-->");
            return;
        }
        int end = html.indexOf('>', at);
        if (end < 0) {
            tagsEnd = true;
            return;
        }
        String tag = html.substring(at + 1, end);
        at = end + 1;
        String name = name(tag);
        if (HIDDEN.contains(name) && !tag.startsWith("/")) {
            hidden(name);
        } else if (BLOCKS.contains(name)) {
            line();
        } else if (name.equals("img")) {
            Matcher alt = ALT.matcher(tag);
            if (alt.find()) {
                out.append(alt.group(1) == null ? alt.group(2) : alt.group(1));
            }
        } else if (name.equals("td") || name.equals("th")) {
            space();
        }
    }

    private static String name(String tag) {
        int from = tag.startsWith("/") ? 1 : 0;
        int to = from;
        while (to < tag.length() && Character.isLetterOrDigit(tag.charAt(to))) {
            to++;
        }
        return tag.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private void hidden(String name) {
        int from = at;
        while (from >= 0 && from < html.length()) {
            int end = html.indexOf("</", from);
            if (end < 0) {
                break;
            }
            if (html.regionMatches(true, end + 2, name, 0, name.length())) {
                at = end;
                return;
            }
            from = end + 2;
        }
        at = html.length();
    }

    private void skipPast(String what) {
        int end = html.indexOf(what, at);
        at = end < 0 ? html.length() : end + what.length();
    }

    private void entity() {
        int end = html.indexOf(';', at);
        String character =
                end < 0 || end - at > LONGEST_ENTITY
                        ? null
                        : character(html.substring(at + 1, end));
        if (character == null) {
            out.append('&');
            at++;
        } else {
            out.append(character);
            at = end + 1;
        }
    }

    private static @Nullable String character(String entity) {
        if (!entity.startsWith("#")) {
            return ENTITIES.get(entity);
        }
        boolean hex = entity.length() > 1 && (entity.charAt(1) == 'x' || entity.charAt(1) == 'X');
        try {
            int code = Integer.parseInt(entity.substring(hex ? 2 : 1), hex ? 16 : 10);
            boolean real = Character.isValidCodePoint(code) && code >= ' ';
            return real ? Character.toString(code) : "";
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private void space() {
        if (!out.isEmpty() && !Character.isWhitespace(out.charAt(out.length() - 1))) {
            out.append(' ');
        }
    }

    private void line() {
        int length = out.length();
        while (length > 0 && out.charAt(length - 1) == ' ') {
            length--;
        }
        out.setLength(length);
        out.append('\n');
    }
}
