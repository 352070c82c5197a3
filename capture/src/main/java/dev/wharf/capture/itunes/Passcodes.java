package dev.wharf.capture.itunes;

import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Those of the secrets that somebody may have typed as a passcode, tried one after another. A
/// line's end that came with it out of a file is none of it.
final class Passcodes {
    /// In bytes. What is longer is a file.
    private static final int LONGEST = 1024;

    private Passcodes() {}

    /// @param name of the backup, for messages
    /// @throws WharfException `PASSCODE_MISSING`, `WRONG_PASSCODE`, `KEYBAG_DAMAGED`
    static ClassKeys open(String name, KeyBag bag, BackupSecrets secrets) {
        List<byte[]> passcodes = passcodes(secrets);
        try {
            if (passcodes.isEmpty()) {
                throw Diagnosis.PASSCODE_MISSING.because(
                        "%s is an encrypted backup. Give its password with --passcode: the one that was chosen in Finder or iTunes when \"Encrypt local backup\" was switched on, not the PIN of the phone"
                                .formatted(name));
            }
            for (byte[] passcode : passcodes) {
                ClassKeys keys = unlocked(name, bag, passcode);
                if (keys != null) {
                    return keys;
                }
            }
            throw Diagnosis.WRONG_PASSCODE.because(
                    "%s is not opened by the passcode that was given. It wants the password of the backup, which was chosen in Finder or iTunes when \"Encrypt local backup\" was switched on; the PIN of the phone and the password of the Apple account are others. On a Mac, the keychain may hold it as \"iOS Backup\""
                            .formatted(name));
        } finally {
            passcodes.forEach(passcode -> Arrays.fill(passcode, (byte) 0));
        }
    }

    private static @Nullable ClassKeys unlocked(String name, KeyBag bag, byte[] passcode) {
        try {
            return bag.unlock(passcode);
        } catch (MalformedKeyBagException e) {
            throw damaged(name, e);
        }
    }

    static WharfException damaged(String name, MalformedKeyBagException e) {
        return Diagnosis.KEYBAG_DAMAGED.because(
                "%s cannot be opened by any passcode: the keys in its Manifest.plist are damaged (%s). Copy the backup again from where it came from, or hand over an older one"
                        .formatted(name, e.getMessage()));
    }

    private static List<byte[]> passcodes(BackupSecrets secrets) {
        List<byte[]> passcodes = new ArrayList<>();
        for (Secret secret : secrets.all()) {
            try (secret) {
                byte[] entered = secret.bytes();
                byte[] passcode = Arrays.copyOf(entered, withoutLineEnd(entered));
                Arrays.fill(entered, (byte) 0);
                if (passcode.length > 0 && passcode.length <= LONGEST && isText(passcode)) {
                    passcodes.add(passcode);
                }
            }
        }
        return passcodes;
    }

    private static int withoutLineEnd(byte[] entered) {
        int end = entered.length;
        if (end > 0 && entered[end - 1] == '\n') {
            end--;
            if (end > 0 && entered[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
