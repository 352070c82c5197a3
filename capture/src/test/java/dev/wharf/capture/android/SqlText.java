package dev.wharf.capture.android;

import java.util.ArrayList;
import java.util.List;

/// A script cut into statements. Knows strings and comments, and nothing else.
final class SqlText {
    private SqlText() {}

    static String[] statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        boolean string = false;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            if (!string && c == '-' && script.startsWith("--", i)) {
                int end = script.indexOf('\n', i);
                i = end < 0 ? script.length() : end;
                one.append('\n');
                continue;
            }
            string ^= c == '\'';
            if (c == ';' && !string) {
                statements.add(one.toString());
                one.setLength(0);
            } else {
                one.append(c);
            }
        }
        statements.add(one.toString());
        return statements.stream()
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toArray(String[]::new);
    }
}
