package dev.wharf.compliance.kql;

import dev.wharf.core.search.TextField;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What can stand before a colon. The first name is the one to print.
enum Property {
    FROM("from", "sender", "author"),
    TO("to", "recipients", "recipient"),
    PARTICIPANTS("participants", "participant"),
    SUBJECT("subject", "subjecttitle"),
    BODY("body", "text"),
    CHAT("chat", "conversation"),
    ATTACHMENT_NAMES("attachmentnames", "attachmentname", "filename", "fileextension", "filetype"),
    DATE("date", "sent", "received"),
    KIND("kind"),
    ITEM_CLASS("itemclass"),
    HAS_ATTACHMENT("hasattachment", "hasattachments");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Property(String... names) {
        this.names = List.of(names);
    }

    String label() {
        return names.getFirst();
    }

    static Optional<Property> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(property -> property.names.contains(lower))
                .findFirst();
    }

    static String all() {
        return Arrays.stream(values())
                .map(property -> property.label() + ":")
                .collect(Collectors.joining(", "));
    }

    /// Where a text given to this property is looked for; empty for one that takes no text.
    Optional<TextField> textField() {
        return switch (this) {
            case FROM -> Optional.of(TextField.FROM);
            case TO -> Optional.of(TextField.TO);
            case PARTICIPANTS -> Optional.of(TextField.PARTICIPANTS);
            case SUBJECT -> Optional.of(TextField.SUBJECT);
            case BODY -> Optional.of(TextField.BODY);
            case CHAT -> Optional.of(TextField.CHAT);
            case ATTACHMENT_NAMES -> Optional.of(TextField.ATTACHMENTS);
            case DATE, KIND, ITEM_CLASS, HAS_ATTACHMENT -> Optional.empty();
        };
    }

    static Property of(TextField field) {
        return Arrays.stream(values())
                .filter(property -> property.textField().equals(Optional.of(field)))
                .findFirst()
                .orElseThrow();
    }

    /// Whether `a,b` means either; texts may hold commas of their own.
    boolean takesLists() {
        return switch (this) {
            case FROM, TO, PARTICIPANTS, KIND, ITEM_CLASS -> true;
            case SUBJECT, BODY, CHAT, ATTACHMENT_NAMES, DATE, HAS_ATTACHMENT -> false;
        };
    }
}
