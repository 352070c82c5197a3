package dev.wharf.destinations.microsoft365;

import dev.wharf.destinations.microsoft365.graph.SignInSettings;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.limits.Limits;
import dev.wharf.destinations.microsoft365.mailbox.FolderForm;
import dev.wharf.destinations.microsoft365.mailbox.Pace;

/// All that can be set of this destination; each part checks itself.
///
/// @param mailboxesAtOnce sessions at the same time; more fill batches better, and what they hold
///   in memory is bounded for all together
public record Microsoft365Settings(
        SignInSettings signIn,
        FolderForm folder,
        ItemForm item,
        FileLimits files,
        Limits limits,
        Pace pace,
        int mailboxesAtOnce) {

    public Microsoft365Settings {
        if (mailboxesAtOnce < 1 || mailboxesAtOnce > 1_000) {
            throw new IllegalArgumentException("mailboxes at once must be between 1 and 1000");
        }
        if (files.createBytes() > limits.batchBytes()) {
            throw new IllegalArgumentException(
                    "bytes of a create must not be more than bytes of a batch");
        }
    }

    /// Everything as documented.
    public static Microsoft365Settings usual(SignInSettings signIn) {
        return new Microsoft365Settings(
                signIn,
                FolderForm.USUAL,
                ItemForm.USUAL,
                FileLimits.DOCUMENTED,
                Limits.DOCUMENTED,
                Pace.USUAL,
                256);
    }

    public Microsoft365Settings with(FolderForm other) {
        return new Microsoft365Settings(signIn, other, item, files, limits, pace, mailboxesAtOnce);
    }

    public Microsoft365Settings with(ItemForm other) {
        return new Microsoft365Settings(
                signIn, folder, other, files, limits, pace, mailboxesAtOnce);
    }

    public Microsoft365Settings with(FileLimits other) {
        return new Microsoft365Settings(signIn, folder, item, other, limits, pace, mailboxesAtOnce);
    }

    public Microsoft365Settings with(Limits other) {
        return new Microsoft365Settings(signIn, folder, item, files, other, pace, mailboxesAtOnce);
    }

    public Microsoft365Settings with(Pace other) {
        return new Microsoft365Settings(
                signIn, folder, item, files, limits, other, mailboxesAtOnce);
    }
}
