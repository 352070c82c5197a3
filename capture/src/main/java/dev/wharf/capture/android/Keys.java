package dev.wharf.capture.android;

import dev.wharf.capture.crypt.BackupKey;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The keys among what somebody entered to open backups with; passcodes are none. Closing wipes
/// them.
///
/// @param all the newest first
record Keys(List<BackupKey> all) implements AutoCloseable {
    static Keys of(BackupSecrets secrets) {
        List<BackupKey> keys = new ArrayList<>();
        int number = 0;
        for (Secret secret : secrets.all()) {
            number++;
            try (secret) {
                byte[] bytes = secret.bytes();
                try {
                    keys.add(BackupKey.parse("--backup-key (%d)".formatted(number), bytes));
                } catch (WharfException _) {
                    // A passcode of another kind of backup, most likely; whoever entered it as a
                    // key was told then.
                } finally {
                    Arrays.fill(bytes, (byte) 0);
                }
            }
        }
        return new Keys(keys);
    }

    @Override
    public void close() {
        all.forEach(BackupKey::close);
    }
}
