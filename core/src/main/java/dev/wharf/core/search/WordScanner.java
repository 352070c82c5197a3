package dev.wharf.core.search;

import java.text.Normalizer;

/// Cuts text into the words that search compares, folded so that spelling variants meet. The one
/// definition of a word: the index, the query and the snippet all use it.
///
/// Words of one text follow each other; a [Role] other than `WORD` marks another way to find the
/// text just passed, which takes no place in that order:
///
/// * letters and digits of any script, without case, accents, vowel points or width; digits as 0–9;
/// * Han, kana, Hangul one character each; Thai, Lao, Khmer, Burmese one cluster each. A query of
///   several is a phrase, so any stretch of such text is found, without a dictionary;
/// * an emoji with what is joined to it, without skin tone; also its first picture alone;
/// * parts between punctuation, so `ana@example.com` is three words in a row; parts joined by one
///   apostrophe or hyphen, and digits by thousands separators, also `JOINED`;
/// * `#word` and `@word`, also `TAGGED`;
/// * a row of digits that can be a telephone number (7 to 15), also as `NUMBER`: backwards, without
///   leading zeros, so that numbers with and without country code share a beginning.
///
/// Not for use by several threads. After construction it allocates nothing for Latin text.
public final class WordScanner {
    /// Grows whenever the same text would give other words; an index made by another is rebuilt.
    public static final int VERSION = 1;

    /// Begins every `NUMBER`.
    public static final char NUMBER_MARK = '\u260E';

    /// Longer words are cut into pieces, which follow each other.
    public static final int LONGEST = 255;

    public enum Role {
        WORD,
        JOINED,
        TAGGED,
        PICTURE,
        NUMBER
    }

    private static final int ROOM = LONGEST + 32;
    private static final byte[] ASCII = asciiClasses();

    private String text = "";
    private int at;

    private char[] word = new char[ROOM];
    private int length;
    private int start;
    private int end;
    private Role role = Role.WORD;

    private final char[] scanned = new char[ROOM];
    private final Aside[] asides = {
        new Aside(), new Aside(), new Aside(), new Aside(), new Aside(), new Aside()
    };
    private int asideCount;
    private int asideNext;

    private int lastEnd = -1;
    private boolean lastIsSpelled;
    private int compoundStart;
    private int compoundParts;
    private boolean compoundSpelled;
    private final DigitRun digits = new DigitRun();

    /// Another way to find a stretch of text, kept until the word in hand has been given out.
    private static final class Aside {
        private final char[] chars = new char[ROOM];
        private int length;
        private int start;
        private int end;
        private Role role = Role.JOINED;
    }

    /// Starts over on a new text.
    public WordScanner over(String text) {
        this.text = text;
        at = 0;
        asideCount = 0;
        asideNext = 0;
        lastEnd = -1;
        lastIsSpelled = false;
        compoundParts = 0;
        digits.clear();
        return this;
    }

    /// Moves to the next word; false at the end.
    public boolean next() {
        if (asideNext < asideCount) {
            give(asides[asideNext++]);
            return true;
        }
        asideCount = 0;
        asideNext = 0;
        if (scan()) {
            word = scanned;
            role = Role.WORD;
            return true;
        }
        endCompound();
        endDigits();
        if (asideCount > 0) {
            give(asides[asideNext++]);
            return true;
        }
        return false;
    }

    /// The word, valid until [#next]; only the first [#length] characters count.
    public char[] chars() {
        return word;
    }

    public int length() {
        return length;
    }

    public String word() {
        return new String(word, 0, length);
    }

    public Role role() {
        return role;
    }

    /// Where the word's text begins, in UTF-16 units.
    public int start() {
        return start;
    }

    /// Where the word's text ends, exclusive, with the accents that belong to it.
    public int end() {
        return end;
    }

    private void give(Aside aside) {
        word = aside.chars;
        length = aside.length;
        start = aside.start;
        end = aside.end;
        role = aside.role;
    }

    private boolean scan() {
        int n = text.length();
        while (at < n) {
            char c = text.charAt(at);
            switch (c < 128 ? ASCII[c] : classAt(at)) {
                case CharacterClass.LETTER, CharacterClass.DIGIT -> {
                    spelled();
                    return true;
                }
                case CharacterClass.IDEOGRAPH, CharacterClass.CLUSTER -> {
                    breakSpelling();
                    unit();
                    return true;
                }
                case CharacterClass.EMOJI -> {
                    breakSpelling();
                    emoji();
                    return true;
                }
                default -> at += Character.charCount(text.codePointAt(at));
            }
        }
        return false;
    }

    private byte classAt(int index) {
        char c = text.charAt(index);
        return Character.isSurrogate(c)
                ? CharacterClass.of(text.codePointAt(index))
                : CharacterClass.of(c);
    }

    /// A word of letters and digits.
    private void spelled() {
        String text = this.text;
        char[] out = scanned;
        int n = text.length();
        int from = at;
        int i = from;
        int size = 0;
        boolean compose = false;
        boolean onlyDigits = true;
        while (i < n && size < LONGEST) {
            char c = text.charAt(i);
            if (c < 128) {
                byte type = ASCII[c];
                if (type == CharacterClass.LETTER) {
                    out[size++] = (char) (c | 0x20);
                    onlyDigits = false;
                } else if (type == CharacterClass.DIGIT) {
                    out[size++] = c;
                } else if (c == '"' && betweenHebrew(i)) {
                    i++;
                    continue;
                } else {
                    break;
                }
                i++;
                continue;
            }
            int codePoint = Character.isSurrogate(c) ? text.codePointAt(i) : c;
            byte type = CharacterClass.of(codePoint);
            if (type == CharacterClass.LETTER || type == CharacterClass.DIGIT) {
                size = Folding.fold(codePoint, out, size);
                onlyDigits &= type == CharacterClass.DIGIT;
            } else if (type == CharacterClass.MARK) {
                size = Folding.fold(codePoint, out, size);
                compose = true;
                onlyDigits = false;
            } else if (type != CharacterClass.TRANSPARENT && !(c == 0x05F4 && betweenHebrew(i))) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        length = compose ? compose(size) : size;
        start = from;
        end = i;
        at = i;
        follow(onlyDigits);
        lastEnd = i;
        lastIsSpelled = true;
    }

    /// Takes note of how the word in hand hangs together with what was before it.
    private void follow(boolean onlyDigits) {
        boolean cut = lastEnd == start && lastIsSpelled;
        boolean joined =
                cut || (lastIsSpelled && lastEnd == start - 1 && joins(text.charAt(lastEnd)));
        if (joined) {
            compoundParts += cut ? 0 : 1;
            compoundSpelled |= !onlyDigits;
        } else {
            endCompound();
            compoundStart = start;
            compoundParts = 1;
            compoundSpelled = !onlyDigits;
        }
        if (!digits.isEmpty() && !(onlyDigits && digits.continues(text, start))) {
            endDigits();
        }
        if (onlyDigits) {
            digits.add(start, end);
        }
        if (start > 0 && (text.charAt(start - 1) == '#' || text.charAt(start - 1) == '@')) {
            tagged();
        }
    }

    private void breakSpelling() {
        endCompound();
        endDigits();
        compoundParts = 0;
        lastIsSpelled = false;
    }

    private static boolean joins(char c) {
        return switch (c) {
            case '\'', '-', '\u2019', '\u2018', '\u02BC', '\u02BB', '\uFF07', '`', '\u00B4' -> true;
            case '\u2010', '\u2011', '\u05BE', '\u058A' -> true;
            default -> false;
        };
    }

    private void endCompound() {
        if (compoundParts > 1 && compoundSpelled && lastEnd - compoundStart <= LONGEST) {
            aside(Role.JOINED, compoundStart, lastEnd);
        }
        compoundParts = 0;
    }

    private void endDigits() {
        if (digits.isEmpty()) {
            return;
        }
        digits.finish(text);
        if (digits.joinedLength() > 0) {
            Aside aside = aside(Role.JOINED);
            aside.length = digits.copyJoined(aside.chars);
            aside.start = digits.start();
            aside.end = digits.end();
        }
        if (digits.canBePhoneNumber()) {
            Aside aside = aside(Role.NUMBER);
            aside.length = digits.copyBackwards(aside.chars);
            aside.start = digits.start();
            aside.end = digits.end();
        }
        digits.clear();
    }

    private void tagged() {
        char mark = text.charAt(start - 1);
        if (start > 1 && isWordPart(classAt(start - 2))) {
            return;
        }
        int to = end;
        while (to < text.length()
                && to - start < LONGEST
                && (text.charAt(to) == '_' || isWordPart(classAt(to)))) {
            to++;
        }
        Aside aside = aside(Role.TAGGED, start, to);
        System.arraycopy(aside.chars, 0, aside.chars, 1, aside.length);
        aside.chars[0] = mark;
        aside.length++;
        aside.start = start - 1;
    }

    private static boolean isWordPart(byte type) {
        return type == CharacterClass.LETTER
                || type == CharacterClass.DIGIT
                || type == CharacterClass.MARK;
    }

    private Aside aside(Role role) {
        Aside aside = asides[asideCount++];
        aside.role = role;
        return aside;
    }

    /// Adds the folded text of a range, without what is neither letter nor digit.
    private Aside aside(Role role, int from, int to) {
        Aside aside = aside(role);
        int size = 0;
        for (int i = from; i < to && size < LONGEST; ) {
            int codePoint = text.codePointAt(i);
            if (isWordPart(CharacterClass.of(codePoint))) {
                size = Folding.fold(codePoint, aside.chars, size);
            }
            i += Character.charCount(codePoint);
        }
        aside.length = size;
        aside.start = from;
        aside.end = to;
        return aside;
    }

    /// One character of a script that is written without spaces, with all that hangs on it.
    private void unit() {
        int from = at;
        int codePoint = text.codePointAt(at);
        int size = Folding.fold(codePoint, scanned, 0);
        boolean compose = false;
        at += Character.charCount(codePoint);
        boolean stack = false;
        while (at < text.length() && size < LONGEST) {
            codePoint = text.codePointAt(at);
            byte type = CharacterClass.of(codePoint);
            if (type == CharacterClass.MARK || (stack && type == CharacterClass.CLUSTER)) {
                size = Folding.fold(codePoint, scanned, size);
                compose = true;
                stack = CharacterClass.isStacker(codePoint);
            } else if (type != CharacterClass.TRANSPARENT) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        length = compose ? compose(size) : size;
        start = from;
        end = at;
        lastEnd = at;
    }

    private void emoji() {
        start = at;
        int first = text.codePointAt(at);
        int size = Character.toChars(first, scanned, 0);
        at += Character.charCount(first);
        if (CharacterClass.isRegionalIndicator(first)) {
            size = flag(size);
        }
        int firstSize = size;
        boolean joined = false;
        boolean joiner = false;
        while (at < text.length() && size < LONGEST) {
            int codePoint = text.codePointAt(at);
            if (codePoint == 0x200D) {
                joiner = true;
            } else if (joiner && CharacterClass.of(codePoint) == CharacterClass.EMOJI) {
                scanned[size++] = '\u200D';
                size += Character.toChars(codePoint, scanned, size);
                joiner = false;
                joined = true;
            } else if (CharacterClass.isTag(codePoint)) {
                size += Character.toChars(codePoint, scanned, size);
            } else if (!CharacterClass.isSkinTone(codePoint)
                    && CharacterClass.of(codePoint) != CharacterClass.TRANSPARENT) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        length = size;
        end = at;
        lastEnd = at;
        if (joined) {
            Aside aside = aside(Role.PICTURE);
            System.arraycopy(scanned, 0, aside.chars, 0, firstSize);
            aside.length = firstSize;
            aside.start = start;
            aside.end = end;
        }
    }

    private int flag(int size) {
        if (at < text.length() && CharacterClass.isRegionalIndicator(text.codePointAt(at))) {
            int second = text.codePointAt(at);
            at += Character.charCount(second);
            return size + Character.toChars(second, scanned, size);
        }
        return size;
    }

    private boolean betweenHebrew(int index) {
        return index > 0
                && index + 1 < text.length()
                && isHebrew(text.charAt(index - 1))
                && isHebrew(text.charAt(index + 1));
    }

    private static boolean isHebrew(char c) {
        return c >= 0x0591 && c <= 0x05EA;
    }

    private int compose(int size) {
        String composed = Normalizer.normalize(new String(scanned, 0, size), Normalizer.Form.NFC);
        composed.getChars(0, composed.length(), scanned, 0);
        return composed.length();
    }

    private static byte[] asciiClasses() {
        byte[] classes = new byte[128];
        for (char c = 0; c < 128; c++) {
            classes[c] = CharacterClass.of(c);
        }
        return classes;
    }
}
