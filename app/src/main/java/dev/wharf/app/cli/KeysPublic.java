package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;

import picocli.CommandLine.Command;

@Command(
        name = "public",
        description =
                "Print the archive's public key, to which a site on another machine seals (its site/archive.pub).")
final class KeysPublic extends ArchiveVerb {

    KeysPublic(Session session) {
        super(session);
    }

    @Override
    Look look() {
        return Look.FROM_OUTSIDE;
    }

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    ExitCode run(Home home) {
        String key = home.keys().publicKey().toString();
        if (console().isJson()) {
            console().print(Json.object().with("publicKey", key));
        } else {
            console().print(key);
        }
        return ExitCode.OK;
    }
}
