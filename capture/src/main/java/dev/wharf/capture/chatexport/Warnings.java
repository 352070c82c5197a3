package dev.wharf.capture.chatexport;

import java.util.ArrayList;
import java.util.List;

/// What a person should know of a text, in bounded number. Names places, never content.
final class Warnings {
    private static final int MOST = 50;
    private static final int MOST_NAMED = 5;

    private final String file;
    private final List<String> texts = new ArrayList<>();
    private final List<Long> malformedLines = new ArrayList<>();
    private final List<Long> longLines = new ArrayList<>();
    private long malformedPlaces;
    private long malformedCount;
    private long longCount;
    private long left;
    private long lastLong;

    Warnings(String file) {
        this.file = file;
    }

    void add(String text) {
        if (texts.size() < MOST) {
            texts.add(file + ": " + text);
        } else {
            left++;
        }
    }

    void malformed(long line, int places) {
        malformedPlaces += places;
        malformedCount++;
        if (malformedLines.size() < MOST_NAMED) {
            malformedLines.add(line);
        }
    }

    void longLine(long line) {
        if (line == lastLong) {
            return;
        }
        lastLong = line;
        longCount++;
        if (longLines.size() < MOST_NAMED) {
            longLines.add(line);
        }
    }

    List<String> all() {
        List<String> all = new ArrayList<>(texts);
        if (malformedCount > 0) {
            all.add(
                    "%s: %d bytes or pairs of bytes stand for no character (line %s); they were read as U+FFFD and are kept raw"
                            .formatted(
                                    file, malformedPlaces, lines(malformedLines, malformedCount)));
        }
        if (longCount > 0) {
            all.add(
                    "%s: line %s is longer than %d KiB; it is read in pieces"
                            .formatted(
                                    file,
                                    lines(longLines, longCount),
                                    LineReader.LONGEST_PIECE / 1024));
        }
        if (left > 0) {
            all.add("%s: and %d warnings more".formatted(file, left));
        }
        return all;
    }

    static String lines(List<Long> some, long count) {
        StringBuilder text = new StringBuilder();
        for (Long line : some) {
            text.append(text.isEmpty() ? "" : ", ").append(line);
        }
        return count > some.size()
                ? text.append(" and %d more".formatted(count - some.size())).toString()
                : text.toString();
    }
}
