package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;

import picocli.CommandLine.Command;

import java.util.List;

@Command(name = "list", description = "List the keys and passcodes that are kept, by number.")
final class PhoneKeyList extends ArchiveVerb {

    PhoneKeyList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home) {
        List<String> names = home.phoneKeys().names();
        if (names.isEmpty()) {
            console().say("There is none; 'wharf phone-key add' takes one.");
        }
        names.forEach(console()::print);
        console().print(Json.object().with("keys", names));
        return ExitCode.OK;
    }
}
