package dev.wharf.destinations.imap;

/// What a server says, made fit for a message of ours: one line, no controls, not too long.
final class ServerWords {
    private static final int LONGEST = 300;

    private ServerWords() {}

    static String oneLine(String said) {
        StringBuilder line = new StringBuilder();
        said.codePoints()
                .map(c -> c < ' ' || (c >= 0x7f && c < 0xa0) ? ' ' : c)
                .limit(LONGEST)
                .forEach(line::appendCodePoint);
        return line.toString().strip().replaceAll(" {2,}", " ");
    }
}
