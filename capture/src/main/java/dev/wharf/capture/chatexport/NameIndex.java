package dev.wharf.capture.chatexport;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Files by the names under which a chat speaks of them: as they are, else without case and with
/// the characters that file systems do not take as one.
final class NameIndex<T> {
    private final Map<String, T> byName = new HashMap<>();
    private final Map<String, T> byLooseName = new HashMap<>();
    private final Set<String> extensions = new HashSet<>();

    /// @return whether the name was free; else the first file keeps it
    boolean add(String name, T file) {
        extensions.add(MediaName.extension(exact(name)));
        byLooseName.putIfAbsent(loose(name), file);
        return byName.putIfAbsent(exact(name), file) == null;
    }

    @Nullable T find(String name) {
        T file = byName.get(exact(name));
        return file == null ? byLooseName.get(loose(name)) : file;
    }

    /// Whether any file's name ends like this; quick, for texts are full of dots.
    boolean hasExtension(String extension) {
        return extensions.contains(extension.toLowerCase(Locale.ROOT));
    }

    /// In lower case; of a file without one it is empty.
    Set<String> extensions() {
        return extensions;
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    private static String exact(String name) {
        return Normalizer.normalize(Marks.plain(name), Normalizer.Form.NFC);
    }

    private static String loose(String name) {
        return exact(name).toLowerCase(Locale.ROOT).replaceAll("[\\\\/:*?\"<>|_\\s-]+", "_");
    }
}
