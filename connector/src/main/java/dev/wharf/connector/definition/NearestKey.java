package dev.wharf.connector.definition;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Guesses which key somebody meant.
final class NearestKey {
    private static final int LONGEST = 64;

    private NearestKey() {}

    static Optional<String> of(String wrong, Collection<String> known) {
        String looked = wrong.substring(0, Math.min(LONGEST, wrong.length()));
        return known.stream()
                .min(
                        Comparator.comparingInt((String key) -> distance(key, looked))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// Levenshtein's.
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced =
                        previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
