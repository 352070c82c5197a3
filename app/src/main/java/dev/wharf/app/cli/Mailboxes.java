package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.home.Home;
import dev.wharf.core.archive.ArchiveReader.MailboxSummary;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Command(
        name = "mailboxes",
        description = "List the mailboxes with the number and period of their items.")
final class Mailboxes extends ArchiveVerb {

    /// The one folder of every mailbox.
    static final String FOLDER = "WhatsApp Archiver";

    Mailboxes(Session session) {
        super(session);
    }

    @Override
    ExitCode run(Home home) {
        List<MailboxSummary> mailboxes = home.archive().mailboxes();
        record(home, ActKind.VIEW, Subject.ARCHIVE, Map.of("what", "mailboxes"));
        Table table = new Table("~mailbox", ">items", "first (UTC)", "last (UTC)");
        List<Json> list = new ArrayList<>();
        for (MailboxSummary mailbox : mailboxes) {
            table.row(
                    mailbox.mailbox(),
                    Quantity.count(mailbox.items()),
                    Times.text(mailbox.first()),
                    Times.text(mailbox.last()));
            list.add(
                    Json.object()
                            .with("mailbox", mailbox.mailbox())
                            .with("folder", FOLDER)
                            .with("items", mailbox.items())
                            .with("first", mailbox.first())
                            .with("last", mailbox.last()));
        }
        if (table.isEmpty()) {
            console().say("No mailbox holds anything yet; 'wharf import' fills them.");
        } else {
            console().print(table);
        }
        console().print(Json.object().with("mailboxes", list));
        return ExitCode.OK;
    }
}
