package dev.wharf.destinations.microsoft365.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Text on its way into addresses and into messages.
public final class GraphText {
    private static final int LONGEST = 80;

    private GraphText() {}

    /// One step of a path, or a value of a query.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A literal of OData, with its quotes, not yet [#encoded].
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A code or an id that a server sent, fit for a message of ours: what else it may hold is left
    /// out, since nobody knows whose words it would repeat.
    public static String word(String text) {
        String word = text.replaceAll("[^A-Za-z0-9_.:-]", "");
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
    }
}
