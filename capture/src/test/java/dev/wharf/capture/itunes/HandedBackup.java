package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupFile;
import dev.wharf.capture.database.BackupFiles;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.FileBody;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.core.key.Secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A backup on disk as it is handed over: packed whole, then read out of the pack.
final class HandedBackup implements AutoCloseable {
    private final BackupFiles files;
    final ItunesBackup backup;

    private HandedBackup(BackupFiles files, ItunesBackup backup) {
        this.files = files;
        this.backup = backup;
    }

    static HandedBackup open(Path folder, String... passcodes) throws IOException {
        Path temp = folder.resolveSibling("packed-" + System.nanoTime());
        Files.createDirectories(temp);
        BackupFiles files = packed(folder, temp.resolve("pack.zip"));
        try {
            return new HandedBackup(
                    files,
                    ItunesBackup.open(
                            new WorkingFolder(temp.resolve("working")),
                            "phone",
                            files,
                            secrets(passcodes)));
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    static BackupFiles packed(Path folder, Path pack) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<FolderPack.Member> members =
                    all.filter(Files::isRegularFile)
                            .sorted()
                            .map(
                                    file ->
                                            new FolderPack.Member(
                                                    folder.relativize(file).toString(),
                                                    file.toString(),
                                                    () -> FileBody.open(file)))
                            .toList();
            try (InputStream in = new FolderPack(members)) {
                Files.copy(in, pack);
            }
        }
        return BackupFiles.open("phone", new FileBody(pack));
    }

    static BackupSecrets secrets(String... passcodes) {
        return () ->
                Arrays.stream(passcodes)
                        .map(code -> Secret.copyOf(code.getBytes(StandardCharsets.UTF_8)))
                        .toList();
    }

    /// What can be read, by path; what cannot, as `path: problem`.
    Map<String, String> read(String domain) throws IOException {
        return read(backup, domain);
    }

    static Map<String, String> read(ItunesBackup backup, String domain) throws IOException {
        Map<String, String> read = new LinkedHashMap<>();
        for (BackupFile file : backup.files(domain)) {
            String problem = file.problem();
            read.put(
                    file.path(),
                    problem == null ? new String(bytes(file), StandardCharsets.UTF_8) : problem);
        }
        return read;
    }

    static byte[] bytes(BackupFile file) throws IOException {
        try (InputStream in = file.content().open()) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        backup.close();
        files.close();
    }
}
