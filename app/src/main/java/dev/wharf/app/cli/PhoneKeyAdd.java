package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.PhoneKeys;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.Map;

@Command(
        name = "add",
        description = {
            "Keep a key or passcode for backups that come later, such as nightly uploads.",
            "It is read from a file or from standard input: the key file of the phone,",
            "encrypted_backup.key, the 64 digits, or the passcode of an iPhone's backups."
        })
final class PhoneKeyAdd extends ArchiveVerb {

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where it is; else it is read from standard input.")
    @Nullable String file;

    PhoneKeyAdd(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home) throws IOException {
        PhoneKeys.Kept kept;
        try (Secret secret =
                GivenSecret.exactly(this, file, "Key or passcode (is shown as you type): ")) {
            kept = home.phoneKeys().add(secret);
        }
        record(
                home,
                ActKind.CREDENTIAL,
                Subject.of(Subject.Type.CREDENTIAL, "phone/" + kept.name()),
                Map.of("act", kept.fresh() ? "put" : "put again"));
        console()
                .print(
                        kept.fresh()
                                ? "Kept, sealed, as number %s.".formatted(kept.name())
                                : "It is kept already, as number %s.".formatted(kept.name()));
        console().print(Json.object().with("name", kept.name()).with("fresh", kept.fresh()));
        return ExitCode.OK;
    }
}
