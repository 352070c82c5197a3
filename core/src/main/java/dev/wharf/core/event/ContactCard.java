package dev.wharf.core.event;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A contact that was sent as a message.
///
/// @param vcard the raw vCard where the source has it
public record ContactCard(
        String displayName, List<String> phones, List<String> emails, @Nullable String vcard) {
    public ContactCard {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
    }
}
