package dev.wharf.app.cli;

import dev.wharf.capture.android.AndroidBackups;
import dev.wharf.capture.chatexport.ChatExports;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.capture.ios.IosBackups;
import dev.wharf.capture.telemessage.MailDeliveries;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the paths that a person names hand over, of whatever source: first the backups of phones,
/// with everything that lies in them; of the rest the mails of an older archive; then all else.
///
/// @param sources what becomes one capture each
/// @param refused files that cannot be read by themselves, with the reason for a person
record HandedFiles(List<HandedFile> sources, Map<Path, String> refused) {

    HandedFiles {
        sources = List.copyOf(sources);
        refused = Map.copyOf(refused);
    }

    /// What it takes to find the files of a phone.
    ///
    /// @param media where a backup's media lie, if not beside its database
    /// @param working for lists that are encrypted databases
    /// @param keys the files that hold keys: they are no chats
    record Phones(
            @Nullable Path media, WorkingFolder working, BackupSecrets secrets, Set<Path> keys) {
        Phones {
            keys = Set.copyOf(keys);
        }
    }

    /// @throws dev.wharf.core.error.WharfException `INPUT_UNREADABLE` naming the first path that is
    ///   not there, cannot be read, or holds nothing to import
    static HandedFiles of(List<Path> paths, Phones phones) throws IOException {
        AndroidBackups.Found androids = AndroidBackups.of(paths, phones.media);
        IosBackups.Found iphones = IosBackups.of(paths, phones.working, phones.secrets);
        Set<Path> taken = new HashSet<>(phones.keys);
        taken.addAll(androids.taken());
        taken.addAll(iphones.taken());
        MailDeliveries.Found mails = MailDeliveries.of(paths, taken);
        taken.addAll(mails.taken());
        List<HandedFile> all = new ArrayList<>(androids.sources());
        all.addAll(iphones.sources());
        all.addAll(mails.sources());
        all.addAll(ChatExports.of(paths, taken));
        return new HandedFiles(all, androids.refused());
    }
}
