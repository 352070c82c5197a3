package dev.wharf.capture.chatexport;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the names that phones give media within a line.
final class MediaNames {
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:IMG|VID|AUD|PTT|STK|DOC|GIF|PTV)-\\d{8}-WA\\d+\\.\\w{2,5}"
                            + "|\\d+-[A-Z]+-\\d{4}(?:-\\d{2}){5}[^<>:]{0,8}\\.\\w{2,5}"
                            + "|\\d{4}-\\d{2}-\\d{2}-[A-Z]+-\\d+\\.\\w{2,5}");

    private MediaNames() {}

    static @Nullable MediaName find(String line) {
        Matcher name = NAME.matcher(line);
        return name.find() ? MediaName.of(name.group()) : null;
    }
}
