package dev.wharf.app.site;

import dev.wharf.capture.note.SiteNote;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.account.Account;
import dev.wharf.site.journal.FileJournal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/// Where the site puts down what it has found out by itself, beside what it was sent. Safe for many
/// threads.
record Notes(FileJournal journal, Clock clock) {

    /// Durable when it returns.
    void append(Account account, SiteNote note) {
        CaptureEnvelope envelope =
                new CaptureEnvelope(
                        SourceKind.LINKED_DEVICE,
                        account.id(),
                        null,
                        clock.instant(),
                        Map.of("origin", "site", "owner", account.email().value()));
        try {
            journal.append(envelope, new ByteArrayInputStream(note.bytes()));
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot put down a note of the site", failed);
        }
    }
}
