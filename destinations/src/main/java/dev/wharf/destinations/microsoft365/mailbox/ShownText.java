package dev.wharf.destinations.microsoft365.mailbox;

import tools.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/// How long a text is as it is shown, whatever its HTML looks like. Exchange rewrites tags, styles
/// and entities, so nothing finer can be compared.
final class ShownText {
    private static final Pattern STYLES =
            Pattern.compile("(?is)<(style|head|title)\\b.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern TAGS = Pattern.compile("(?s)<[^>]*>");
    private static final Pattern ENTITIES = Pattern.compile("&#?[A-Za-z0-9]{1,10};");

    private ShownText() {}

    /// @param body as Graph gives it
    static boolean alike(String html, JsonNode body) {
        int sent = length(html);
        int shown = length(body.path("content").asString(""));
        return Math.abs(sent - shown) <= 20 + sent / 10;
    }

    /// Characters without tags and white space.
    static int length(String html) {
        String text = STYLES.matcher(html).replaceAll(" ");
        text = TAGS.matcher(text).replaceAll(" ");
        text = ENTITIES.matcher(text).replaceAll("x");
        return (int) text.codePoints().filter(c -> !isSpace(c)).count();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
