package dev.wharf.capture.chatexport;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.MessageRef;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// `This message was deleted by admin NAME.`
final class AdminDeletion {
    private static final List<Template> TEMPLATES =
            Template.load("deleted-by.txt", "deleted-by-admin");

    private AdminDeletion() {}

    static @Nullable Content read(String text) {
        if (text.length() > Wording.LONGEST) {
            return null;
        }
        Template.Line line = new Template.Line(text);
        for (Template template : TEMPLATES) {
            Optional<List<String>> names = template.match(line);
            if (names.isPresent()) {
                return new Content.Deletion(
                        MessageRef.UNKNOWN,
                        Content.Deletion.Scope.BY_ADMIN,
                        Sender.person(names.get().getFirst()),
                        Marks.plain(text));
            }
        }
        return null;
    }
}
