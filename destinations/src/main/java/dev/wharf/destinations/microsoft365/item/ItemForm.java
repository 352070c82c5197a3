package dev.wharf.destinations.microsoft365.item;

import org.jspecify.annotations.Nullable;

/// What of an item's form no document settles, so that a tenant may decide: see
/// `docs/destination-microsoft365.md`.
///
/// @param messageClass `PidTagMessageClass`; by it Purview knows items of connectors
/// @param flags `PidTagMessageFlags`, by which an item is no draft: 1 (read), 4 (not read; also
///   says that it was submitted), or both
/// @param category shown in Outlook, for tenants that do not keep the class; null for none
/// @param recipients at most so many stand in "to"; Exchange takes 500 unless told otherwise
public record ItemForm(String messageClass, int flags, @Nullable String category, int recipients) {
    public static final ItemForm USUAL =
            new ItemForm("IPM.ExternalData.WhatsAppArchiver", 1, null, 500);

    public ItemForm {
        if (!messageClass.matches("IPM(\\.[A-Za-z0-9_-]+){1,10}")) {
            throw new IllegalArgumentException(
                    "message class must look like IPM.ExternalData.WhatsAppArchiver");
        }
        if (flags != 1 && flags != 4 && flags != 5) {
            throw new IllegalArgumentException("message flags must be 1, 4 or 5, or it is a draft");
        }
        if (recipients < 1 || recipients > 1000) {
            throw new IllegalArgumentException("recipients must be between 1 and 1000");
        }
    }

    public boolean isRead() {
        return (flags & 1) != 0;
    }

    /// The same with another class, for finding out which one a tenant keeps.
    public ItemForm withClass(String other) {
        return new ItemForm(other, flags, category, recipients);
    }

    public ItemForm withFlags(int other) {
        return new ItemForm(messageClass, other, category, recipients);
    }
}
