package dev.wharf.capture.chatexport;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// WhatsApp's own words in the languages of the phones: what a text says that the app wrote.
///
/// Looked up without marks and final stops, in lower case; the words stand in `wording.txt`.
final class Wording {
    /// What a whole body, or the tail of one, says.
    enum Meaning {
        DELETED,
        DELETED_BY_YOU,
        DELETED_BY_ADMIN,
        EDITED,
        MEDIA_OMITTED,
        IMAGE_OMITTED,
        VIDEO_OMITTED,
        AUDIO_OMITTED,
        STICKER_OMITTED,
        GIF_OMITTED,
        CONTACT_OMITTED,
        DOCUMENT_OMITTED,
        VIDEO_NOTE_OMITTED,
        VIEW_ONCE,
        WAITING,
        LIVE_LOCATION,
        MISSED_VOICE_CALL,
        MISSED_VIDEO_CALL,
        MISSED_GROUP_VOICE_CALL,
        MISSED_GROUP_VIDEO_CALL,
        VOICE_CALL,
        VIDEO_CALL,
        GROUP_VOICE_CALL,
        GROUP_VIDEO_CALL,
        NO_ANSWER,
        POLL,
        POLL_OPTION,
        LOCATION,
        FILE_ATTACHED,
        YOU,
        ENCRYPTION
    }

    /// Longer texts are nobody's but a person's.
    static final int LONGEST = 160;

    private static final Map<String, Meaning> MEANINGS = load();

    private Wording() {}

    private static Map<String, Meaning> load() {
        Map<String, Meaning> meanings = new HashMap<>();
        Map<String, List<String>> sections = WordLists.sections("wording.txt");
        sections.forEach(
                (name, phrases) -> {
                    Meaning meaning =
                            Meaning.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
                    phrases.forEach(phrase -> meanings.putIfAbsent(key(phrase), meaning));
                });
        return Map.copyOf(meanings);
    }

    static Optional<Meaning> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return Optional.ofNullable(MEANINGS.get(key(text)));
    }

    static Set<String> keys() {
        return MEANINGS.keySet();
    }

    static boolean says(String text, Meaning meaning) {
        return of(text).filter(found -> found == meaning).isPresent();
    }

    /// What two spellings of one text have in common.
    static String key(String text) {
        String plain = Marks.plain(text).toLowerCase(Locale.ROOT);
        int end = plain.length();
        while (end > 0 && isStop(plain.charAt(end - 1))) {
            end--;
        }
        return plain.substring(0, end);
    }

    static boolean isStop(char c) {
        return c == '.' || c == '。' || c == '।' || c == ' ' || c == '۔';
    }
}
