package dev.wharf.core.event;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A business message with a form of its own: template, list, buttons, order, product, payment,
/// event invitation, group invitation, link preview.
public record Structured(String type, @Nullable String title, List<Field> fields) {
    public Structured {
        fields = List.copyOf(fields);
    }
}
