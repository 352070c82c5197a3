package dev.wharf.capture.chatexport;

import dev.wharf.core.event.Content;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// `This message was deleted by admin NAME.`
final class AdminDeletion {
    private static final List<Template> TEMPLATES =
            Template.load("deleted-by.txt", "deleted-by-admin");

    private AdminDeletion() {}

    static @Nullable Content read(String text) {
        if (text.length() > Wording.LONGEST || !Template.mayMatch(TEMPLATES, text)) {
            return null;
        }
        for (Template template : TEMPLATES) {
            List<String> names = template.match(text);
            if (!names.isEmpty()) {
                Person admin = Sender.person(names.getFirst());
                return new Content.Deletion(
                        MessageRef.UNKNOWN,
                        Content.Deletion.Scope.BY_ADMIN,
                        admin,
                        Marks.plain(text));
            }
        }
        return null;
    }
}
