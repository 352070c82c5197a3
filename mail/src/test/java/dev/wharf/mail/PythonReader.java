package dev.wharf.mail;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads mails with the parser of Python's standard library, in one process for all of them.
final class PythonReader {
    private static final Path SCRIPT = Path.of("src/test/python/read_mail.py");

    private PythonReader() {}

    static boolean available() {
        try {
            return new ProcessBuilder("python3", "-c", "import email.policy")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What it sees and complains of, in the order of the files.
    static List<JsonNode> read(List<Path> mails) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
        mails.forEach(mail -> command.add(mail.toString()));
        Process python =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (python.waitFor() != 0) {
            throw new IOException("read_mail.py failed");
        }
        ObjectMapper json = new ObjectMapper();
        return output.lines().map(json::readTree).toList();
    }

    static Seen seen(JsonNode mail) {
        Map<String, String> properties = new TreeMap<>();
        mail.get("properties")
                .properties()
                .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asString()));
        return new Seen(
                mail.get("subject").asString(),
                mail.get("from").asString(),
                orNull(mail.get("group")),
                strings(mail.get("to")),
                mail.get("date").asLong(),
                mail.get("messageId").asString(),
                orNull(mail.get("inReplyTo")),
                mail.get("text").asString(),
                mail.get("html").asString(),
                strings(mail.get("files")),
                properties);
    }

    static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static @Nullable String orNull(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }
}
