package dev.wharf.core.search;

import java.lang.Character.UnicodeScript;

/// What part a code point plays in cutting text into words. After Unicode's UAX #29, but for
/// search: scripts that put no spaces between words are cut into single units, which are then
/// looked for as phrases.
final class CharacterClass {
    private static final byte UNKNOWN = 0;
    static final byte SEPARATOR = 1;
    static final byte LETTER = 2;
    static final byte DIGIT = 3;

    /// A sign that belongs to the character before it and tells words apart.
    static final byte MARK = 4;

    /// An accent, a vowel point, a direction mark, a joiner: written or not, the word is the same.
    static final byte TRANSPARENT = 5;

    /// A word unit by itself: Han, kana, Hangul and their like.
    static final byte IDEOGRAPH = 6;

    /// Starts a unit with the marks that follow it: Thai, Lao, Khmer, Burmese and their like.
    static final byte CLUSTER = 7;

    static final byte EMOJI = 8;

    private static final int ASTRAL_EMOJI = 0x1F000;
    private static final byte[] BASIC = new byte[0x10000];
    private static final byte[] EMOJI_PLANE = new byte[0x1000];

    private CharacterClass() {}

    /// Filled as characters are met; a race fills in the same value twice.
    static byte of(char c) {
        if (BASIC[c] == UNKNOWN) {
            BASIC[c] = compute(c);
        }
        return BASIC[c];
    }

    static byte of(int codePoint) {
        if (codePoint < BASIC.length) {
            return of((char) codePoint);
        }
        int offset = codePoint - ASTRAL_EMOJI;
        if (offset < 0 || offset >= EMOJI_PLANE.length) {
            return compute(codePoint);
        }
        if (EMOJI_PLANE[offset] == UNKNOWN) {
            EMOJI_PLANE[offset] = compute(codePoint);
        }
        return EMOJI_PLANE[offset];
    }

    static boolean isSkinTone(int codePoint) {
        return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    }

    static boolean isRegionalIndicator(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    /// Letters of the flags of England and the like.
    static boolean isTag(int codePoint) {
        return codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }

    /// Joins the next consonant to the cluster: Burmese virama, Khmer coeng.
    static boolean isStacker(int codePoint) {
        return codePoint == 0x1039 || codePoint == 0x17D2;
    }

    private static byte compute(int cp) {
        if (Character.isExtendedPictographic(cp) || isSkinTone(cp) || isRegionalIndicator(cp)) {
            return EMOJI;
        }
        return switch (Character.getType(cp)) {
            case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.LETTER_NUMBER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_NUMBER ->
                    letter(cp);
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> mark(cp);
            case Character.ENCLOSING_MARK -> TRANSPARENT;
            case Character.FORMAT -> cp == 0x200B ? SEPARATOR : TRANSPARENT;
            default -> SEPARATOR;
        };
    }

    private static byte letter(int cp) {
        return switch (cp) {
            // Long vowel and iteration marks, the zero of Han numbers.
            case 0x30FC, 0xFF70, 0x3005, 0x3006, 0x3007, 0x303B -> IDEOGRAPH;
            // Half-width voicing marks; Thai and Lao "am", which hang on their consonant.
            case 0xFF9E, 0xFF9F, 0x0E33, 0x0EB3 -> MARK;
            // Arabic tatweel stretches a word and says nothing.
            case 0x0640 -> TRANSPARENT;
            // Modifier apostrophes, as in Ukrainian and Hawaiian names, are apostrophes.
            case 0x02BC, 0x02BB, 0x02BE, 0x02BF -> SEPARATOR;
            default -> letterOf(UnicodeScript.of(cp), cp);
        };
    }

    private static byte letterOf(UnicodeScript script, int cp) {
        return switch (script) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, YI, TANGUT, NUSHU -> IDEOGRAPH;
            // Jamo vowels and finals hang on the initial before them; together they compose.
            case HANGUL -> cp >= 0x1160 && cp <= 0x11FF ? MARK : IDEOGRAPH;
            case THAI, LAO, KHMER, MYANMAR, TAI_THAM, TAI_LE, NEW_TAI_LUE, TAI_VIET -> CLUSTER;
            default -> LETTER;
        };
    }

    private static byte mark(int cp) {
        if (isVariationSelector(cp) || isNukta(cp)) {
            return TRANSPARENT;
        }
        if (cp == 0x3099 || cp == 0x309A) {
            return MARK;
        }
        return switch (UnicodeScript.of(cp)) {
            case INHERITED, COMMON, LATIN, GREEK, CYRILLIC, ARABIC, HEBREW, SYRIAC -> TRANSPARENT;
            default -> MARK;
        };
    }

    private static boolean isVariationSelector(int cp) {
        return (cp >= 0xFE00 && cp <= 0xFE0F)
                || (cp >= 0xE0100 && cp <= 0xE01EF)
                || (cp >= 0x180B && cp <= 0x180F);
    }

    /// The dot below of Indic letters for foreign sounds, often left out.
    private static boolean isNukta(int cp) {
        return switch (cp) {
            case 0x093C, 0x09BC, 0x0A3C, 0x0ABC, 0x0B3C, 0x0C3C, 0x0CBC -> true;
            default -> false;
        };
    }
}
