package dev.wharf.capture.chatexport;

import java.util.Optional;

/// Decides whether what stands before a colon is somebody's name.
final class SenderPolicy {
    private SenderPolicy() {}

    /// Whether a line without a person holds a colon in a text of WhatsApp's own: `Bob changed the
    /// group name to "Party: 2024"`.
    ///
    /// @param name what stands before the first colon
    /// @param line name and body
    static boolean isSystemText(String name, String line) {
        if (name.length() < 8 || name.indexOf(' ') < 0) {
            return false;
        }
        boolean openQuote = hasOpenQuote(name);
        return SystemLineReader.isKnown(name)
                || (openQuote && SystemLineReader.isKnown(line))
                || (openQuote
                        && hasOpenQuote(line.substring(Math.min(line.length(), name.length()))));
    }

    private static boolean hasOpenQuote(String text) {
        long straight = text.chars().filter(c -> c == '"').count();
        long open = text.chars().filter(c -> c == '“' || c == '«' || c == '„' || c == '「').count();
        long shut = text.chars().filter(c -> c == '”' || c == '»' || c == '“' || c == '」').count();
        boolean german = text.indexOf('„') >= 0;
        return straight % 2 == 1
                || (german
                        ? text.indexOf('“') < 0
                        : text.indexOf('“') >= 0 ? text.indexOf('”') < 0 : open > shut);
    }

    /// Whether a body that begins with a mark may be a member's: media, a place, a call, a deleted
    /// message. What is neither is a notice.
    static boolean couldBeSent(String text, boolean marked, HeaderFamily family) {
        if (family == HeaderFamily.DASH) {
            return true;
        }
        String plain = Marks.plain(text);
        if (marked && !doubleMark(text)) {
            return true;
        }
        Optional<Wording.Meaning> meaning = Wording.of(text);
        if (meaning.isPresent()) {
            return meaning.get() != Wording.Meaning.ENCRYPTION;
        }
        return plain.startsWith("<")
                || plain.endsWith(":")
                || plain.endsWith("：")
                || plain.contains("://")
                || plain.endsWith(">")
                || AdminDeletion.read(text) != null
                || CallReader.read(text) != null
                || OmittedMedia.find(text, false, family) != null;
    }

    private static boolean doubleMark(String text) {
        return text.length() > 1 && Marks.isDirectionMark(text.charAt(1));
    }
}
