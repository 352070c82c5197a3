package dev.wharf.capture.chatexport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the word lists beside this class: a line `[meaning]` and below it one word or phrase per
/// line; `#` begins a comment.
final class WordLists {
    private WordLists() {}

    /// Every word with what its list's name stands for.
    static <T> Map<String, T> read(String resource, Map<String, T> meanings) {
        Map<String, T> words = new HashMap<>();
        sections(resource)
                .forEach(
                        (meaning, list) -> {
                            T value = meanings.get(meaning);
                            if (value == null) {
                                throw new IllegalStateException(
                                        resource
                                                + " has a list ["
                                                + meaning
                                                + "] that nobody reads");
                            }
                            list.forEach(word -> words.put(word, value));
                        });
        return Map.copyOf(words);
    }

    static Map<String, List<String>> sections(String resource) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text(resource).lines().toList()) {
            String word = line.strip();
            if (word.isEmpty() || word.startsWith("#")) {
                continue;
            }
            if (word.startsWith("[") && word.endsWith("]")) {
                current =
                        sections.computeIfAbsent(
                                word.substring(1, word.length() - 1), name -> new ArrayList<>());
            } else {
                current.add(word);
            }
        }
        return sections;
    }

    private static String text(String resource) {
        try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
