package dev.wharf.app.console;

import java.util.Arrays;

/// How many columns of a terminal a text takes: 2 for CJK and emoji, 0 for marks that combine.
///
/// Emoji that are joined (families, flags, skin tones) count as the one picture that most terminals
/// show. Text is expected to be clean of control characters: see [CleanText].
public final class DisplayWidth {

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;

    /// First and last code points that Unicode's EastAsianWidth calls wide, pairwise, ascending.
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3,
        0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693,
        0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4,
        0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD,
        0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753,
        0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C,
        0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E, 0x3041, 0x4DBF, 0x4E00, 0xA4CF, 0xA960,
        0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60,
        0xFFE0, 0xFFE6, 0x16FE0, 0x16FFF, 0x17000, 0x18DFF, 0x1AFF0, 0x1B2FF, 0x1F004, 0x1F004,
        0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335,
        0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0,
        0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D,
        0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4,
        0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D8,
        0x1F6DC, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0,
        0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private DisplayWidth() {}

    public static int of(String text) {
        int[] points = text.codePoints().toArray();
        int width = 0;
        for (int i = 0; i < points.length; i++) {
            if (i > 0 && joins(points, i)) {
                continue;
            }
            boolean asEmoji = i + 1 < points.length && points[i + 1] == EMOJI_STYLE;
            width += asEmoji ? 2 : of(points[i]);
        }
        return width;
    }

    /// Whether this code point is shown within the picture of the one before it.
    private static boolean joins(int[] points, int i) {
        return points[i - 1] == ZERO_WIDTH_JOINER
                || (Character.isEmojiModifier(points[i]) && Character.isEmoji(points[i - 1]))
                || (isRegional(points[i]) && precedingRegionals(points, i) % 2 == 1);
    }

    private static int precedingRegionals(int[] points, int i) {
        int count = 0;
        while (i - count - 1 >= 0 && isRegional(points[i - count - 1])) {
            count++;
        }
        return count;
    }

    private static boolean isRegional(int point) {
        return point >= 0x1F1E6 && point <= 0x1F1FF;
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        if (isRegional(point)) {
            return 2;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        int found = Arrays.binarySearch(WIDE, point);
        return found >= 0 || (-found - 1) % 2 == 1;
    }

    /// The text padded with spaces to `width` columns; unchanged when it is wider.
    public static String padded(String text, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - of(text)));
        return right ? space + text : text + space;
    }

    /// The text cut to at most `width` columns, with an ellipsis when something was cut; never
    /// inside a character with its marks.
    public static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        int end = 0;
        for (int next = nextCluster(text, 0); next > end; next = nextCluster(text, end)) {
            if (of(text.substring(0, next)) > width - 1) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + "…";
    }

    /// Where the character that starts at `start` ends, with all that is shown within it.
    private static int nextCluster(String text, int start) {
        int end = start;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            int after = end + Character.charCount(point);
            if (end > start && of(text.substring(start, after)) > of(text.substring(start, end))) {
                return end;
            }
            end = after;
        }
        return end;
    }
}
