package dev.wharf.capture.chatexport;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The chat's name as the name of the exported file tells it: `WhatsApp Chat with NAME.txt`,
/// `WhatsApp Chat - NAME.zip`, and the same in other languages.
final class ChatTitle {
    private static final List<Template> TEMPLATES = Template.load("file-names.txt", "titles");
    private static final Pattern COPY = Pattern.compile("\\s*\\(\\d{1,3}\\)$");

    private ChatTitle() {}

    static Optional<String> of(@Nullable String fileName) {
        if (fileName == null) {
            return Optional.empty();
        }
        String base =
                fileName.substring(
                        Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String stem = COPY.matcher(base.replaceFirst("(?i)\\.(txt|zip)$", "")).replaceFirst("");
        if (stem.equals("_chat")) {
            return Optional.empty();
        }
        Template.Line line = new Template.Line(stem);
        for (Template template : TEMPLATES) {
            Optional<List<String>> names = template.match(line);
            if (names.isPresent()) {
                return Optional.of(names.get().getFirst());
            }
        }
        return Optional.empty();
    }
}
