package dev.wharf.mail;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names for the files of one mail: safe on every system, unique, as close to the source's name as
/// that allows. For one thread.
final class FileNames {
    private static final int LONGEST = 120;
    private static final int LONGEST_EXTENSION = 16;
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private final Set<String> taken = new HashSet<>();

    /// @param wanted as the source has it; may hold anything
    /// @param otherwise taken when nothing of it remains
    String unique(String wanted, String otherwise) {
        String safe = safe(wanted);
        String name = safe.isEmpty() ? otherwise : safe;
        String candidate = name;
        for (int n = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
            int dot = extensionAt(name);
            candidate = name.substring(0, dot) + " (" + n + ")" + name.substring(dot);
        }
        return candidate;
    }

    private static String safe(String wanted) {
        String lastPart = wanted.substring(wanted.lastIndexOf('/') + 1);
        lastPart = lastPart.substring(lastPart.lastIndexOf('\\') + 1);
        StringBuilder safe = new StringBuilder();
        HeaderText.clean(lastPart)
                .codePoints()
                .forEach(c -> safe.appendCodePoint("<>:\"|?*".indexOf(c) >= 0 ? '_' : c));
        int end = safe.length();
        while (end > 0 && (safe.charAt(end - 1) == '.' || safe.charAt(end - 1) == ' ')) {
            end--;
        }
        int start = 0;
        while (start < end && (safe.charAt(start) == '.' || safe.charAt(start) == ' ')) {
            start++;
        }
        String name = shortened(safe.substring(start, end));
        return RESERVED.matcher(name).matches() ? "_" + name : name;
    }

    /// Cuts the middle, since the extension tells what the file is.
    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        String extension = name.substring(extensionAt(name));
        return HeaderText.clip(
                        name.substring(0, name.length() - extension.length()),
                        LONGEST - extension.length())
                + extension;
    }

    private static int extensionAt(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? dot : name.length();
    }
}
