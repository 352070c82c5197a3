import module java.base;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

/// Checks or rewrites every Java file of the repository in google-java-format's four-space style.
///
/// Run by Maven once at the root (`verify`) and by `tools/format`. Files known to be formatted are
/// remembered by digest in `target/formatted`, so that an unchanged tree costs one read of its
/// files.
final class Format {

    private static final Path FORMATTED = Path.of("target", "formatted");
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder()
                            .style(Style.AOSP)
                            .reorderModifiers(true)
                            .build());

    void main(String[] args) throws Exception {
        var write = args.length > 0 && args[0].equals("write");
        var known = Files.exists(FORMATTED) ? Set.copyOf(Files.readAllLines(FORMATTED)) : Set.of();
        var formatted = new ConcurrentSkipListSet<String>();
        var wrong = new ConcurrentSkipListSet<Path>();
        for (var file : sources()) {
            var text = Files.readString(file);
            if (known.contains(digest(text))) {
                formatted.add(digest(text));
                continue;
            }
            var expected = format(file, text);
            if (!text.equals(expected)) {
                if (!write) {
                    wrong.add(file);
                    continue;
                }
                Files.writeString(file, expected);
                IO.println("formatted " + file);
            }
            formatted.add(digest(expected));
        }
        Files.createDirectories(FORMATTED.getParent());
        Files.write(FORMATTED, formatted);
        if (!wrong.isEmpty()) {
            wrong.forEach(file -> System.err.println("not formatted: " + file));
            System.err.println("Run tools/format.");
            System.exit(1);
        }
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.list(Path.of(""))) {
            return files.filter(Files::isDirectory).flatMap(Format::sourcesOf).sorted().toList();
        }
    }

    private static Stream<Path> sourcesOf(Path module) {
        return Stream.of("src/main/java", "src/test/java", "Format.java", "Release.java")
                .map(module::resolve)
                .filter(Files::exists)
                .flatMap(Format::walk)
                .filter(file -> file.toString().endsWith(".java"));
    }

    private static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String format(Path file, String text) {
        try {
            var used = RemoveUnusedImports.removeUnusedImports(text);
            return FORMATTER.formatSource(ImportOrderer.reorderImports(used, Style.AOSP));
        } catch (FormatterException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        var sha256 = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
