package dev.wharf.destinations.imap;

/// Quoted strings of commands.
final class Quoted {
    private Quoted() {}

    static boolean fits(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    static String of(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// What stands between the quotes of a response.
    static String inside(String quoted) {
        return quoted.replaceAll("\\\\(.)", "$1");
    }
}
