package dev.wharf.app.cli;

import dev.wharf.app.connector.ConnectorParts;
import dev.wharf.app.connector.ImapOldFolder;
import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.FolderImport;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.Home.Importing;
import dev.wharf.capture.telemessage.OldFolderPacks.Handed;
import dev.wharf.connector.definition.Connector;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Command(
        name = "import-folder",
        description = {
            "Archive what an older archive left in a folder of mailboxes, read from the IMAP server of",
            "a connector with its sign-in. Nothing there is changed; again it adds what is new.",
            "Exit code 4 when the counts do not agree."
        })
final class ConnectorImportFolder extends ConnectorVerb {

    @Parameters(paramLabel = "NAME", description = "The connector.")
    String name = "";

    @Option(
            names = "--mailbox",
            required = true,
            paramLabel = "MAILBOX",
            description = "Whose; may be given several times.")
    List<String> mailboxes = new ArrayList<>();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Such as Inbox/Old (standard: ${DEFAULT-VALUE}).")
    String folder = "WhatsApp Archiver";

    @Option(
            names = "--destination",
            paramLabel = "NAME",
            description = "Which of the connector's destinations, where several are IMAP servers.")
    @Nullable String destination;

    @Option(
            names = "--from-uid",
            paramLabel = "UID",
            description = "Begin there, in a folder whose beginning was imported; for one mailbox.")
    @Nullable String from;

    @Mixin PeopleOptions people = new PeopleOptions();

    ConnectorImportFolder(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home, ConnectorParts parts) throws IOException {
        Connector connector = living(parts, name);
        List<ImapOldFolder.Place> places = places();
        Progress progress = new StoppingProgress(console().progress(), stop());
        List<Json> folders = new ArrayList<>();
        long given = 0;
        boolean whole = true;
        RunRecord run;
        try (Importing importing =
                home.importing(parts.intake(people.read(this, home.actor())), progress)) {
            FolderImport imports = new FolderImport(importing, surroundings().clock());
            for (ImapOldFolder.Place place : places) {
                Handed handed = hand(parts, connector, place, imports, progress);
                record(home, place, handed);
                folders.add(json(place, handed));
                given += handed.given();
                whole &= handed.isWhole();
            }
            if (given == 0) {
                return nothing(folders);
            }
            run = imports.run();
        }
        RunView view = new RunView(run);
        view.show(console(), new PartyNames(home.archive()));
        console().print(view.json().with("folders", folders));
        return whole ? Import.exit(view) : ExitCode.INCOMPLETE;
    }

    private Handed hand(
            ConnectorParts parts,
            Connector connector,
            ImapOldFolder.Place place,
            FolderImport imports,
            Progress progress)
            throws IOException {
        try (ImapOldFolder open =
                parts.oldFolder(connector.definition(), destination, place, progress)) {
            progress.begin("Reading " + place.mailbox(), open.size(), "mails");
            Handed handed = imports.hand(open);
            progress.end();
            console()
                    .say(
                            "%s: %s in “%s”, %s read%s."
                                    .formatted(
                                            place.mailbox(),
                                            Quantity.of(handed.held(), "mail", "mails"),
                                            place.folder(),
                                            Quantity.count(handed.given()),
                                            next(handed)));
            return handed;
        }
    }

    /// What comes later can be read alone.
    private static String next(Handed handed) {
        return handed.captures().isEmpty()
                ? ""
                : "; what comes later begins with --from-uid "
                        + (handed.captures().getLast().last() + 1);
    }

    private ExitCode nothing(List<Json> folders) {
        console().print("There was nothing to import.");
        console().print(Json.object().with("folders", folders));
        return ExitCode.OK;
    }

    private void record(Home home, ImapOldFolder.Place place, Handed handed) {
        record(
                home,
                ActKind.IMPORT,
                Subject.of(Subject.Type.MAILBOX, place.mailbox().value()),
                Map.of(
                        "what",
                        "folder",
                        "connector",
                        name,
                        "folder",
                        place.folder(),
                        "mails",
                        Long.toString(handed.given())));
    }

    private static Json json(ImapOldFolder.Place place, Handed handed) {
        return Json.object()
                .with("mailbox", place.mailbox().value())
                .with("folder", place.folder())
                .with("held", handed.held())
                .with("given", handed.given())
                .with(
                        "nextUid",
                        handed.captures().isEmpty()
                                ? place.from()
                                : handed.captures().getLast().last() + 1);
    }

    private List<ImapOldFolder.Place> places() {
        long first = uid();
        if (first > 1 && mailboxes.size() > 1) {
            throw wrong("--from-uid is of one folder; give one --mailbox with it.");
        }
        return mailboxes.stream()
                .map(
                        text ->
                                EmailAddress.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        wrong(
                                                                "'%s' is no e-mail address."
                                                                        .formatted(text))))
                .map(mailbox -> new ImapOldFolder.Place(mailbox, folder, first))
                .toList();
    }

    private long uid() {
        if (from == null) {
            return 1;
        }
        if (!from.matches("[1-9][0-9]{0,9}")) {
            throw wrong("--from-uid takes a UID, a number from 1.");
        }
        return Long.parseLong(from);
    }

    private static WharfException wrong(String message) {
        return new WharfException(ErrorCode.QUERY_INVALID, message);
    }
}
