package dev.wharf.connector.collection;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// That an archive is a collection: what it is collected for, and who may see it. The archive's
/// only document of its kind, there before the first capture is. An archive that has it is nobody's
/// mailbox: see [dev.wharf.connector.people.MailboxPolicy#collecting].
///
/// @param caseId as it was first written
/// @param readers addresses of those named for it, in the order in which they were named
/// @param founded when
/// @param by who founded it, `user@host`
public record Collection(String caseId, List<String> readers, Instant founded, String by) {
    static final String KIND = "collection";

    public Collection {
        readers = List.copyOf(readers);
    }

    /// What collection an archive is; empty for an ordinary one.
    public static Optional<Collection> of(ArchiveReader archive) {
        return archive.document(KIND, KIND)
                .map(json -> JsonMapper.shared().readValue(json, Collection.class));
    }

    /// Connectors have no business with a collection: nothing of it leaves.
    ///
    /// @throws WharfException `NOT_ALLOWED` when the archive is one
    public static void requireNone(ArchiveReader archive) {
        of(archive)
                .ifPresent(
                        one -> {
                            throw new WharfException(
                                    ErrorCode.NOT_ALLOWED,
                                    "This is the collection %s: nothing of it leaves, so it has no site, no connectors and no quarantine."
                                            .formatted(one.caseId()));
                        });
    }

    public CaseId id() {
        return new CaseId(caseId);
    }

    public boolean isReader(EmailAddress person) {
        return readers.contains(person.value());
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
