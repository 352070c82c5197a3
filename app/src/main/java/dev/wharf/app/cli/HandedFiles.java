package dev.wharf.app.cli;

import dev.wharf.capture.chatexport.ChatExports;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.capture.telemessage.MailDeliveries;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the paths that a person names hand over, of whatever source: first the mails of an older
/// archive, then all else.
final class HandedFiles {
    private HandedFiles() {}

    /// @throws dev.wharf.core.error.WharfException `INPUT_UNREADABLE` naming the first path that is
    ///   not there, cannot be read, or holds nothing to import
    static List<HandedFile> of(List<Path> paths) {
        MailDeliveries.Found mails = MailDeliveries.of(paths);
        List<HandedFile> all = new ArrayList<>(mails.sources());
        all.addAll(ChatExports.of(paths, mails.taken()));
        return all;
    }
}
