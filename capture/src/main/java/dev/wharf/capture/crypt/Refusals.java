package dev.wharf.capture.crypt;

import dev.wharf.core.error.WharfException;

import java.util.List;
import java.util.stream.Collectors;

/// The sentences for everything that can be wrong with one file: what it is, and what to do.
final class Refusals {
    private static final String COPY_AGAIN =
            "Copy it from the phone again (a USB cable with file transfer breaks large files now"
                    + " and then: pack it into a zip on the phone first, or send it another way) and"
                    + " compare the sizes.";

    private static final String FROM_THE_PHONE =
            "It is the file key (158 bytes) in /data/data/com.whatsapp/files on the phone, from the"
                    + " same installation of WhatsApp as the backup; reading it takes a rooted phone"
                    + " or a forensic image. Without it, switch on the end-to-end encrypted backup"
                    + " with a 64-digit key in WhatsApp and make a new one.";

    private static final String WITH_DIGITS =
            "In WhatsApp, Settings, Chats, Chat backup, End-to-end encrypted backup: turn it off and"
                    + " on again with a 64-digit key in its place, make a new backup, and hand that"
                    + " over with the key.";

    private final String name;

    Refusals(String name) {
        this.name = name;
    }

    WharfException notABackup(boolean named) {
        return Diagnosis.NOT_A_BACKUP.because(
                named
                        ? "%s is named as an encrypted WhatsApp backup but does not begin as one: its first bytes are destroyed, or it is something else. %s"
                                .formatted(name, COPY_AGAIN)
                        : "%s is no encrypted WhatsApp backup (crypt12, crypt14 or crypt15)."
                                .formatted(name));
    }

    WharfException outdated() {
        return Diagnosis.OUTDATED_FORMAT.because(
                "%s is encrypted in a way that WhatsApp left years ago, which Wharf does not read. Restore it in WhatsApp and make a new backup, or hand over the database as the phone has it."
                        .formatted(name));
    }

    WharfException increment() {
        return Diagnosis.INCREMENT.because(
                "%s holds only what changed since a full backup, and nothing can be read from it alone. Hand over the full backup of that day, msgstore.db.crypt15 or msgstore-YYYY-MM-DD.1.db.crypt15, which the phone writes each night."
                        .formatted(name));
    }

    WharfException headOnly(long size) {
        return Diagnosis.TRUNCATED.because(
                "%s is incomplete: its %,d bytes are the head of a backup and nothing else. %s"
                        .formatted(name, size, COPY_AGAIN));
    }

    WharfException truncated(long size) {
        return Diagnosis.TRUNCATED.because(
                "%s is incomplete: it breaks off after %,d bytes, and its end is missing. %s"
                        .formatted(name, size, COPY_AGAIN));
    }

    WharfException damaged() {
        return Diagnosis.DAMAGED.because(
                "%s is a damaged copy: the check sum that the phone wrote at its end does not match, although the key is right. %s"
                        .formatted(name, COPY_AGAIN));
    }

    WharfException damagedOutside() {
        return Diagnosis.DAMAGED.because(
                "%s is a damaged copy: what is encrypted is whole, but its head or the check sum at its end is not what the phone wrote. %s"
                        .formatted(name, COPY_AGAIN));
    }

    /// Nothing tells whether the key is right.
    WharfException damagedOrForeign(List<BackupKey> keys) {
        return Diagnosis.DAMAGED.because(
                "%s is a damaged copy: the check sum at its end does not match, and %s opens nothing of it. %s If it is a part of a backup in several files, which have no check sum, the key is the wrong one."
                        .formatted(name, named(keys), COPY_AGAIN));
    }

    /// @param suspect that its check sum does not match either
    WharfException missing(BackupHeader header, boolean suspect) {
        String what =
                header.key() == KeyKind.KEY_FILE
                        ? "the key file of the phone. " + FROM_THE_PHONE
                        : "its 64-digit key, or the file encrypted_backup.key from the phone. The"
                                + " user wrote the digits down when they switched the encrypted"
                                + " backup on.";
        return Diagnosis.KEY_MISSING.because(
                "%s is encrypted (%s) and no key was given. It takes %s%s"
                        .formatted(name, header.format(), what, suspicion(suspect)));
    }

    WharfException wrongKind(BackupHeader header, List<BackupKey> keys, boolean suspect) {
        return Diagnosis.WRONG_KIND_OF_KEY.because(
                (header.key() == KeyKind.KEY_FILE
                                ? "%s is a %s file, which a 64-digit key (or encrypted_backup.key) cannot open: %s is of that kind. It takes the key file of the phone. "
                                        + FROM_THE_PHONE
                                        + "%s"
                                : "%s is a %s file, which the phone's key file cannot open: %s is of that kind. It takes the backup's 64-digit key, or the file encrypted_backup.key from the phone.%s")
                        .formatted(name, header.format(), named(keys), suspicion(suspect)));
    }

    WharfException otherBackup(List<BackupKey> keys, boolean suspect) {
        return Diagnosis.KEY_OF_ANOTHER_BACKUP.because(
                "%s was encrypted with another key than %s: both name their key, and the names differ. WhatsApp makes a new key when it is installed again or moves to another phone. Hand over the key file of the installation that wrote this backup, or a backup made since.%s"
                        .formatted(name, named(keys), suspicion(suspect)));
    }

    WharfException wrongKey(List<BackupKey> keys) {
        return Diagnosis.WRONG_KEY.because(
                "%s is whole (its check sum matches), but %s is not its key. WhatsApp makes a new key whenever the encrypted backup is switched off and on: hand over the key of that time, or a backup made with this one."
                        .formatted(name, named(keys)));
    }

    WharfException password() {
        return Diagnosis.PASSWORD_PROTECTED.because(
                "%s is protected by a password. Its key lies in a vault of Meta's, which gives it to WhatsApp alone, so nobody can open it with the password elsewhere. %s"
                        .formatted(name, WITH_DIGITS));
    }

    WharfException passkey() {
        return Diagnosis.PASSKEY_PROTECTED.because(
                "%s is protected by a passkey. Its key lies in a vault of Meta's, which gives it to WhatsApp alone, so it cannot be opened elsewhere. %s"
                        .formatted(name, WITH_DIGITS));
    }

    WharfException brokenContent() {
        return Diagnosis.BROKEN_CONTENT.because(
                "%s was decrypted and is what the phone wrote, but it cannot be unpacked: WhatsApp wrote it so. Hand over the backup of another day."
                        .formatted(name));
    }

    private static String suspicion(boolean suspect) {
        return suspect
                ? " Its check sum does not match either: unless it is a part of a backup in several"
                        + " files, the copy is damaged, so copy it again first."
                : "";
    }

    private static String named(List<BackupKey> keys) {
        return keys.stream().map(BackupKey::name).distinct().collect(Collectors.joining(", "));
    }
}
