package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.core.key.Secret;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.store.key.Custody;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.charset.StandardCharsets;

@Command(
        name = "custody",
        description = {
            "Protect the key vault by what is configured now: the passphrase that is given, else its"
                    + " key file.",
            "",
            "A passphrase is given in the file that the setting passphrase-file names, as the systemd"
                    + " credential wharf-passphrase, or in WHARF_PASSPHRASE. A vault that has one"
                    + " already asks for the old one here."
        })
final class KeysCustody extends Verb {

    @Mixin final InCollection in = new InCollection();

    KeysCustody(Session session) {
        super(session);
    }

    @Override
    @Nullable CaseId collection() {
        return in.id();
    }

    @Override
    ExitCode run() {
        Custody custody = homes().custody(configuration());
        String name = custody instanceof Custody.Passphrase ? "passphrase" : "key file";
        try (Home home =
                homes().openInOldCustody(homeDirectory(), configuration(), this::oldPassphrase)) {
            home.keys().rotateMaster(custody);
            home.ledger()
                    .append(
                            Act.of(
                                            ActKind.KEY,
                                            Subject.of(Subject.Type.KEY, "master"),
                                            home.actor(),
                                            surroundings().clock().instant())
                                    .withReason(reason)
                                    .with("what", "custody")
                                    .with("custody", name));
            console().print("The vault has a new master key, and its custody is the " + name + ".");
            console().print(Json.object().with("custody", name));
            return ExitCode.OK;
        }
    }

    private Secret oldPassphrase() {
        return Secret.copyOf(
                Question.ask(this, "Old passphrase: ").getBytes(StandardCharsets.UTF_8));
    }
}
