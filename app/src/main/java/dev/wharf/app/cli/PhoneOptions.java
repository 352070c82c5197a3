package dev.wharf.app.cli;

import dev.wharf.app.home.Home;
import dev.wharf.app.home.PhoneKeys;
import dev.wharf.capture.database.BackupSecrets;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Options that backups of phones need.
final class PhoneOptions {

    @Option(
            names = "--backup-key",
            paramLabel = "FILE",
            description = {
                "Opens an Android backup: the phone's key file, encrypted_backup.key,",
                "or a text with the 64 digits. Kept sealed, for later backups too."
            })
    List<String> backupKeys = List.of();

    @Option(
            names = "--passcode",
            paramLabel = "FILE",
            description = "Holds the password of an iPhone's encrypted backups. Kept sealed, too.")
    List<String> passcodes = List.of();

    @Option(
            names = "--media",
            paramLabel = "DIR",
            description = "Where a backup's media lie, if not beside its database.")
    List<String> media = List.of();

    @Option(
            names = "--include-status",
            description = "Archive status posts of a phone too; else they are only counted.")
    boolean status;

    @Option(
            names = "--include-channels",
            description = "Archive channels that a phone follows too; else they are only counted.")
    boolean channels;

    /// The keys and passcodes that this command gives. The caller closes them.
    List<Secret> secrets(Verb verb) throws IOException {
        List<Secret> secrets = new ArrayList<>();
        for (String file : backupKeys) {
            secrets.add(GivenSecret.exactly(verb, file, ""));
        }
        for (String file : passcodes) {
            secrets.add(GivenSecret.exactly(verb, file, ""));
        }
        return secrets;
    }

    List<Path> media(Verb verb) {
        return media.stream().map(verb.surroundings()::path).toList();
    }

    void addTo(Map<String, String> options) {
        if (status) {
            options.put("status", "include");
        }
        if (channels) {
            options.put("channels", "include");
        }
    }

    /// Copies of the given ones, for one reader at a time.
    static BackupSecrets given(List<Secret> secrets) {
        return () ->
                secrets.stream()
                        .map(
                                secret -> {
                                    byte[] bytes = secret.bytes();
                                    try {
                                        return Secret.copyOf(bytes);
                                    } finally {
                                        Arrays.fill(bytes, (byte) 0);
                                    }
                                })
                        .toList();
    }

    /// Keeps what was given, for whoever decodes these backups, now or again.
    static void keep(Verb verb, Home home, List<Secret> secrets) {
        for (Secret secret : secrets) {
            PhoneKeys.Kept kept = home.phoneKeys().add(secret);
            if (kept.fresh()) {
                home.ledger()
                        .append(
                                Act.of(
                                                ActKind.CREDENTIAL,
                                                Subject.of(
                                                        Subject.Type.CREDENTIAL,
                                                        "phone/" + kept.name()),
                                                home.actor(),
                                                verb.surroundings().clock().instant())
                                        .withReason(verb.reason)
                                        .with("act", "put"));
            }
        }
    }
}
