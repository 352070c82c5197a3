package dev.wharf.capture.chatexport;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Months by their names and short names in all languages of the JDK's CLDR data.
///
/// A few names mean another month in another language (`listopad` is October in Croatian, November
/// in Polish): which it is, the other names of the same text tell, as far as they were read before
/// [#settle]; when they do not, it is no month. For one thread.
final class MonthNames {
    private static final List<TextStyle> STYLES =
            List.of(
                    TextStyle.FULL,
                    TextStyle.SHORT,
                    TextStyle.FULL_STANDALONE,
                    TextStyle.SHORT_STANDALONE);

    /// WhatsApp's own: a name of theirs is not doubted for a language the app does not speak.
    private static final Set<String> SPOKEN =
            Set.of(
                    "af", "am", "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es",
                    "et", "fa", "fi", "fil", "fr", "ga", "gu", "ha", "he", "hi", "hr", "hu", "id",
                    "it", "ja", "ka", "kk", "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk", "ml",
                    "mn", "mr", "ms", "nb", "ne", "nl", "pa", "pl", "ps", "pt", "ro", "ru", "si",
                    "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz",
                    "vi", "yo", "zh", "zu");

    /// @param languages in which it means that
    private record Meaning(int month, Set<String> languages) {}

    /// Made when the first date with a word is met: it takes a while.
    private static final class All {
        static final Map<String, List<Meaning>> MEANINGS = load();

        private static Map<String, List<Meaning>> load() {
            Map<String, List<Meaning>> all = new HashMap<>();
            for (Locale locale : Locale.getAvailableLocales()) {
                for (TextStyle style : STYLES) {
                    for (Month month : Month.values()) {
                        String name = key(month.getDisplayName(style, locale));
                        if (name.codePoints().anyMatch(Character::isLetter)) {
                            add(all, name, month.getValue(), locale.getLanguage());
                        }
                    }
                }
            }
            all.values().forEach(All::withoutUnspoken);
            return all;
        }

        private static void withoutUnspoken(List<Meaning> meanings) {
            if (meanings.stream().anyMatch(All::isSpoken)) {
                meanings.removeIf(meaning -> !isSpoken(meaning));
            }
        }

        private static boolean isSpoken(Meaning meaning) {
            return meaning.languages().stream().anyMatch(SPOKEN::contains);
        }

        private static void add(
                Map<String, List<Meaning>> all, String name, int month, String language) {
            List<Meaning> meanings = all.computeIfAbsent(name, key -> new ArrayList<>());
            for (Meaning meaning : meanings) {
                if (meaning.month() == month) {
                    meaning.languages().add(language);
                    return;
                }
            }
            meanings.add(new Meaning(month, new HashSet<>(Set.of(language))));
        }
    }

    private Set<String> languages = Set.of();
    private boolean settled;

    /// The languages that all names read so far have in common are those of the text.
    void settle() {
        settled = true;
    }

    /// @return 1 to 12, 0 when the word is no month, or may be several
    int month(String word) {
        List<Meaning> meanings = All.MEANINGS.getOrDefault(key(word), List.of());
        if (meanings.size() == 1) {
            narrow(meanings.getFirst().languages());
            return meanings.getFirst().month();
        }
        List<Meaning> likely =
                meanings.stream()
                        .filter(meaning -> meaning.languages().stream().anyMatch(this::isSpoken))
                        .toList();
        return likely.size() == 1 ? likely.getFirst().month() : 0;
    }

    private boolean isSpoken(String language) {
        return languages.contains(language);
    }

    private void narrow(Set<String> among) {
        if (settled) {
            return;
        }
        Set<String> common = new HashSet<>(languages.isEmpty() ? among : languages);
        common.retainAll(among);
        if (!common.isEmpty()) {
            languages = common;
        }
    }

    private static String key(String word) {
        String plain = Marks.plain(word).toLowerCase(Locale.ROOT);
        int end = plain.length();
        while (end > 0 && plain.charAt(end - 1) == '.') {
            end--;
        }
        return plain.substring(0, end);
    }
}
