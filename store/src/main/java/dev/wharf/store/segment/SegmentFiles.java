package dev.wharf.store.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of a log: each is named by the sequence of its first record.
final class SegmentFiles {
    private static final Pattern NAME = Pattern.compile("([0-9]{16})\\.seg");

    private SegmentFiles() {}

    static Path file(Path directory, long firstSequence) {
        return directory.resolve("%016d.seg".formatted(firstSequence));
    }

    static NavigableMap<Long, Path> list(Path directory) throws IOException {
        NavigableMap<Long, Path> segments = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    segments.put(Long.parseLong(name.group(1)), file);
                }
            }
        }
        return segments;
    }

    static List<Long> firsts(Path directory) throws IOException {
        return List.copyOf(list(directory).navigableKeySet());
    }
}
