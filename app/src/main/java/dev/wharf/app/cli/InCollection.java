package dev.wharf.app.cli;

import dev.wharf.connector.collection.CaseId;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// Options by which a verb works on a collection instead of on the home that it belongs to.
final class InCollection {

    @Option(
            names = "--collection",
            paramLabel = "CASE",
            description = "Work on what was collected for this case, and on nothing else.")
    @Nullable String collection;

    @Option(
            names = "--as",
            paramLabel = "MAILBOX",
            description = "Who looks: somebody named for the collection. It is recorded.")
    @Nullable String as;

    @Nullable CaseId id() {
        return collection == null ? null : CaseId.parse(collection);
    }

    /// Null when nobody said.
    @Nullable EmailAddress as() {
        return as == null ? null : Collections.person(as);
    }

    /// @throws WharfException `CONFIG_INVALID` when one of these was given for an ordinary archive
    void requireNotGiven(Path home) {
        if (collection != null || as != null) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "%s is no collection: --collection and --as are for those.".formatted(home));
        }
    }
}
