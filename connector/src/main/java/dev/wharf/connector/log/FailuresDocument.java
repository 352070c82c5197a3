package dev.wharf.connector.log;

import dev.wharf.connector.definition.ConnectorName;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

import java.util.List;
import java.util.Locale;

/// A chunk of what a run did not deliver, as a document of the archive.
record FailuresDocument(int version, List<Copy> copies) {
    static final String KIND = "connector-failures";
    private static final int VERSION = 1;

    record Copy(
            String item,
            String source,
            @Nullable String mailbox,
            String destination,
            String outcome,
            String reason) {}

    static String key(ConnectorRunId run, int chunk) {
        return "%s/%06d".formatted(run.text(), chunk);
    }

    static String write(List<NotDelivered> copies) {
        return StrictJson.MAPPER.writeValueAsString(
                new FailuresDocument(
                        VERSION, copies.stream().map(FailuresDocument::copy).toList()));
    }

    private static Copy copy(NotDelivered one) {
        return new Copy(
                one.item().toString(),
                one.source().text(),
                one.mailbox() == null ? null : one.mailbox().value(),
                one.destination().value(),
                one.outcome().text(),
                one.reason());
    }

    /// @throws WharfException STORAGE_CORRUPT for what no version up to this one has written
    static List<NotDelivered> read(String key, String json) {
        try {
            FailuresDocument document = StrictJson.MAPPER.readValue(json, FailuresDocument.class);
            if (document.version == VERSION) {
                return document.copies.stream().map(FailuresDocument::notDelivered).toList();
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw corrupt(key, e);
        }
        throw corrupt(key, null);
    }

    private static NotDelivered notDelivered(Copy one) {
        return new NotDelivered(
                ItemId.parse(one.item),
                SourceUser.parse(one.source),
                one.mailbox == null ? null : new EmailAddress(one.mailbox),
                new ConnectorName(one.destination),
                NotDelivered.Outcome.valueOf(one.outcome.toUpperCase(Locale.ROOT)),
                one.reason);
    }

    private static WharfException corrupt(String key, @Nullable Throwable cause) {
        return new WharfException(
                ErrorCode.STORAGE_CORRUPT,
                "What run %s did not deliver cannot be read: it is damaged, or of a newer Wharf."
                        .formatted(key),
                cause);
    }
}
