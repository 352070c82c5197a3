package dev.wharf.connector.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Constants of an enum as they are written in files: lower case, dashes.
final class Words {
    private Words() {}

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException naming all that there are
    static <E extends Enum<E>> E parse(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> text(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of: " + all(type)));
    }

    private static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Words::text)
                .collect(Collectors.joining(", "));
    }
}
