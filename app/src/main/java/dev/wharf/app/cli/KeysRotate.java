package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.core.key.Key;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

@Command(
        name = "rotate",
        description = {
            "Draw new keys for what is written from now on, and wrap all keys anew.",
            "",
            "Older keys stay, for what they have sealed. The recovery key stays the same."
        })
final class KeysRotate extends ArchiveVerb {

    KeysRotate(Session session) {
        super(session);
    }

    /// Journal and ledger hold the keys that they began with.
    @Override
    boolean needsRest() {
        return true;
    }

    @Override
    Attempt attempt() {
        return new Attempt(
                ActKind.KEY, Subject.of(Subject.Type.KEY, "all"), Map.of("what", "rotated"));
    }

    @Override
    ExitCode run(Home home) {
        List<String> names = new ArrayList<>();
        for (KeyPurpose purpose :
                Arrays.stream(KeyPurpose.values()).filter(this::rotates).toList()) {
            Key key = home.keys().rotate(purpose);
            names.add(key.name());
            record(
                    home,
                    ActKind.KEY,
                    Subject.of(Subject.Type.KEY, key.name()),
                    Map.of("what", "rotated"));
        }
        home.keys().rotateMaster();
        record(
                home,
                ActKind.KEY,
                Subject.of(Subject.Type.KEY, "master"),
                Map.of("what", "rotated"));
        ConnectorSecrets.of(home).rewrap();
        home.phoneKeys().rewrap();
        console().print("New keys: " + String.join(", ", names) + ", and a new master key.");
        console().print(Json.object().with("rotated", names).with("master", true));
        return ExitCode.OK;
    }

    /// The index is sealed under one key as a whole: it gets a new one when it is made again.
    private boolean rotates(KeyPurpose purpose) {
        return purpose.rotates() && purpose != KeyPurpose.INDEX;
    }
}
