package dev.wharf.app.cli;

import dev.wharf.capture.chatexport.ChatExports;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FoundFiles;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.capture.ios.IosBackups;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.SourceKind;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What paths mean that are handed to a site: encrypted Android backups as they are, by the names
/// that WhatsApp gives them, since their key stays where it is and nothing here can open them; all
/// else as for exports. In a folder only the current backup counts, not those of earlier days. A
/// backup of an iPhone is a folder of which WhatsApp's files are handed in, as they are.
final class UploadFiles {
    private static final Pattern BACKUP = Pattern.compile(".+\\.crypt1[245]");
    private static final Pattern CURRENT = Pattern.compile("msgstore\\.db\\.crypt1[245]");

    private UploadFiles() {}

    /// @throws dev.wharf.core.error.WharfException `INPUT_UNREADABLE` naming the first path that is
    ///   not there, cannot be read, or holds nothing to hand in
    ///
    /// @param working where the list of an iPhone's encrypted backup lies while it is read
    /// @param secrets passcodes of such backups
    static List<HandedFile> of(List<Path> paths, WorkingFolder working, BackupSecrets secrets)
            throws IOException {
        Set<Path> backups = new LinkedHashSet<>();
        List<Path> others = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                for (Path file : FoundFiles.of(path, name -> CURRENT.matcher(name).matches())) {
                    backups.add(file.toAbsolutePath().normalize());
                }
                others.add(path);
            } else if (BACKUP.matcher(String.valueOf(path.getFileName())).matches()) {
                backups.add(path.toAbsolutePath().normalize());
            } else {
                others.add(path);
            }
        }
        IosBackups.Found iphones = IosBackups.of(others, working, secrets);
        List<HandedFile> all = new ArrayList<>();
        backups.forEach(file -> all.add(new EncryptedBackup(file)));
        all.addAll(iphones.sources());
        backups.addAll(iphones.taken());
        all.addAll(ChatExports.of(others, backups));
        return all;
    }

    private record EncryptedBackup(Path path) implements HandedFile {

        @Override
        public String name() {
            return String.valueOf(path.getFileName());
        }

        @Override
        public CaptureBody file() {
            return new FileBody(path);
        }

        @Override
        public long size() {
            try {
                return Files.size(path);
            } catch (IOException gone) {
                throw FileBody.unreadable(path, gone);
            }
        }

        @Override
        public InputStream open() {
            return FileBody.open(path);
        }

        @Override
        public SourceKind kind() {
            return SourceKind.ANDROID_BACKUP;
        }
    }
}
