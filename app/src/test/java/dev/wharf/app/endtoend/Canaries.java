package dev.wharf.app.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Looks for a word in files of any size, however it is encoded there.
///
/// @param word ASCII, and nowhere else by chance
record Canaries(String word) {
    private static final int BUFFER = 1 << 20;

    /// How often the word is in each file below, files without it left out.
    Map<Path, Long> below(Path folder) throws IOException {
        Map<Path, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(
                            file -> {
                                long count = in(file);
                                if (count > 0) {
                                    found.put(file, count);
                                }
                            });
        }
        return found;
    }

    long in(Path file) {
        return Stream.of(
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE)
                .mapToLong(charset -> count(file, word.getBytes(charset)))
                .sum();
    }

    private static long count(Path file, byte[] wanted) {
        byte[] buffer = new byte[BUFFER];
        long count = 0;
        int held = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer, held, BUFFER - held);
                    read > 0;
                    read = in.read(buffer, held, BUFFER - held)) {
                int end = held + read;
                int last = end - wanted.length;
                for (int i = 0; i <= last; i++) {
                    count += matches(buffer, i, wanted) ? 1 : 0;
                }
                // What could still begin a word stays, too short to be counted twice.
                held = Math.min(end, wanted.length - 1);
                System.arraycopy(buffer, end - held, buffer, 0, held);
            }
            return count;
        } catch (NoSuchFileException _) {
            return 0; // deleted since it was listed
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean matches(byte[] buffer, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (buffer[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /// So many messages of a webhook that all say it.
    byte[] webhook(CloudNumber number, String from, int first, int messages) {
        List<String> all =
                Stream.iterate(first, i -> i + 1)
                        .limit(messages)
                        .map(
                                i ->
                                        "{\"from\":\"%s\",\"id\":\"wamid.N%d\",\"timestamp\":\"1764000000\",\"type\":\"text\",\"text\":{\"body\":\"%s and more\"}}"
                                                .formatted(from, i, word))
                        .toList();
        return """
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{\
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"%s","phone_number_id":"%s"},\
        "contacts":[{"profile":{"name":"%s"},"wa_id":"%s"}],"messages":[%s]},"field":"messages"}]}]}\
        """
                .formatted(number.digits(), number.id(), word, from, String.join(",", all))
                .getBytes(StandardCharsets.UTF_8);
    }
}
