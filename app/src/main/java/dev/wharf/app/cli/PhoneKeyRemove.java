package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.home.Home;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Map;

@Command(
        name = "remove",
        description = {
            "Destroy a key or passcode. What was archived stays; originals that it opened",
            "can be decoded again only once it is entered again."
        })
final class PhoneKeyRemove extends ArchiveVerb {

    @Parameters(paramLabel = "NUMBER", description = "As 'wharf phone-key list' gives it.")
    String name = "";

    PhoneKeyRemove(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home) {
        if (!home.phoneKeys().remove(name)) {
            throw new WharfException(
                    ErrorCode.NOT_FOUND,
                    "There is no key number '%s'; 'wharf phone-key list' lists all there are."
                            .formatted(name));
        }
        record(
                home,
                ActKind.CREDENTIAL,
                Subject.of(Subject.Type.CREDENTIAL, "phone/" + name),
                Map.of("act", "remove"));
        console().print("Number %s is destroyed.".formatted(name));
        console().print(Json.object().with("name", name));
        return ExitCode.OK;
    }
}
