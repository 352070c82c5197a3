package dev.wharf.core.search;

import java.text.Normalizer;
import java.util.Arrays;

/// Makes one of the many ways to write the same character: without case, accents, widths, vowel
/// points, styles and national digits.
///
/// A fold looks at one code point only, so that it can be remembered; where characters combine
/// (Hangul jamo, Japanese voicing marks), [WordScanner] composes the whole word.
final class Folding {
    /// Per UTF-16 unit: 0 not yet known, 1 + folded character, or `EXPANDED` + index.
    private static final int[] BASIC = new int[0x10000];

    private static final int EXPANDED = 0x20000;
    private static volatile String[] expansions = new String[0];

    private Folding() {}

    /// Appends what `codePoint` folds to and returns the new length. At most 18 characters
    /// (U+FDFA); the caller has seen to the room.
    static int fold(int codePoint, char[] into, int length) {
        if (codePoint >= BASIC.length) {
            return append(compute(codePoint), into, length);
        }
        int entry = BASIC[codePoint];
        if (entry == 0) {
            entry = remember(codePoint);
        }
        if (entry < EXPANDED) {
            into[length] = (char) (entry - 1);
            return length + 1;
        }
        return append(expansions[entry - EXPANDED], into, length);
    }

    private static int append(String text, char[] into, int length) {
        text.getChars(0, text.length(), into, length);
        return length + text.length();
    }

    private static int remember(int codePoint) {
        String folded = compute(codePoint);
        int entry = folded.length() == 1 ? folded.charAt(0) + 1 : EXPANDED + expansion(folded);
        BASIC[codePoint] = entry;
        return entry;
    }

    private static synchronized int expansion(String folded) {
        int known = Arrays.asList(expansions).indexOf(folded);
        if (known >= 0) {
            return known;
        }
        String[] more = Arrays.copyOf(expansions, expansions.length + 1);
        more[more.length - 1] = folded;
        expansions = more;
        return more.length - 1;
    }

    private static String compute(int codePoint) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .codePoints()
                .forEach(part -> add(part, folded));
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static void add(int part, StringBuilder folded) {
        switch (CharacterClass.of(part)) {
            case CharacterClass.DIGIT -> folded.append((char) ('0' + Character.digit(part, 10)));
            case CharacterClass.MARK -> folded.appendCodePoint(part);
            case CharacterClass.LETTER, CharacterClass.IDEOGRAPH, CharacterClass.CLUSTER ->
                    addLetter(part, folded);
            default -> {}
        }
    }

    private static void addLetter(int letter, StringBuilder folded) {
        int lower = Character.toLowerCase(Character.toUpperCase(letter));
        String alike = alike(lower);
        if (alike.isEmpty()) {
            folded.appendCodePoint(lower);
        } else {
            folded.append(alike);
        }
    }

    /// Letters that Unicode does not decompose but people write without their stroke, tie or hook,
    /// and forms of one Arabic letter that keyboards of different countries produce.
    private static String alike(int letter) {
        return switch (letter) {
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ø' -> "o";
            case 'ł' -> "l";
            case 'đ', 'ð', 'ɖ' -> "d";
            case 'þ' -> "th";
            case 'ħ' -> "h";
            case 'ŧ' -> "t";
            case 'ŋ' -> "n";
            case 'ı' -> "i";
            case 'ƀ' -> "b";
            case 'ɓ' -> "b";
            case 'ɗ' -> "d";
            case 'ƙ' -> "k";
            case 'ƴ' -> "y";
            case 'ɨ' -> "i";
            case 'ʉ' -> "u";
            // Alef without its seat, teh marbuta, alef maksura, Persian and Urdu yeh, kaf, heh.
            case 0x0671 -> "\u0627";
            case 0x0629, 0x06C1, 0x06D5 -> "\u0647";
            case 0x0649, 0x06CC, 0x06D2 -> "\u064A";
            case 0x06A9 -> "\u0643";
            default -> "";
        };
    }
}
