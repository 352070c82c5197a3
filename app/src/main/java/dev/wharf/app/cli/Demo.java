package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.console.Table;
import dev.wharf.app.demo.DemoChats;
import dev.wharf.app.demo.DemoChats.Chat;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.Homes.NewHome;
import dev.wharf.compliance.search.SearchAnswer;
import dev.wharf.compliance.search.SearchQuestion;
import dev.wharf.connector.intake.IntakeOptions;
import dev.wharf.connector.people.Mapping;
import dev.wharf.connector.people.UsersFile;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.connector.run.SourceResult;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.MailboxSummary;
import dev.wharf.core.archive.ArchiveReader.QuarantineGroup;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Subject;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Command(
        name = "demo",
        description = {
            "Archive six sample chats into a scratch home, and show what came of it.",
            "",
            "The home is a new temporary directory, or the one that --home names, which must be"
                    + " empty."
        })
final class Demo extends Verb {

    private static final String QUERY = "bolts";

    Demo(Session session) {
        super(session);
    }

    /// What there is to tell, once everything is archived.
    private record Story(
            Path scratch,
            List<Chat> chats,
            RunRecord run,
            List<MailboxSummary> mailboxes,
            SearchAnswer found) {}

    @Override
    ExitCode run() throws IOException {
        Path scratch = scratch();
        List<Chat> chats = DemoChats.write(scratch.resolve("chats"));
        NewHome made = homes().create(scratch.resolve("home"), configuration());
        try (Home home = made.home()) {
            accept(home, chats);
            RunRecord run = home.takeIn(people(scratch, home), console().progress());
            SearchAnswer found = home.search().search(SearchQuestion.newest(QUERY, 3));
            record(home, ActKind.SEARCH, Map.of("query", QUERY));
            Story story = new Story(scratch, chats, run, home.archive().mailboxes(), found);
            tell(story, home, made.recoveryKey());
            console().print(json(story).with("recoveryKey", made.recoveryKey()));
            home.keys().recoveryShown();
        }
        return ExitCode.OK;
    }

    private Path scratch() throws IOException {
        if (home == null) {
            return Files.createTempDirectory("wharf-demo-");
        }
        Path given = homeDirectory();
        if (Files.exists(given.resolve("home"))) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "%s has seen a demo already; remove it or name another place."
                            .formatted(given));
        }
        return Files.createDirectories(given);
    }

    private void accept(Home home, List<Chat> chats) throws IOException {
        for (Chat chat : chats) {
            CaptureEnvelope envelope =
                    new CaptureEnvelope(
                            SourceKind.CHAT_EXPORT,
                            chat.owner(),
                            String.valueOf(chat.file().getFileName()),
                            surroundings().clock().instant(),
                            Map.of("owner", chat.owner(), "zone", chat.zone()));
            try (InputStream in = Files.newInputStream(chat.file())) {
                home.journal().append(envelope, in);
            }
        }
    }

    private IntakeOptions people(Path scratch, Home home) throws IOException {
        Path users = scratch.resolve("chats").resolve("users.csv");
        return IntakeOptions.of(
                        UsersFile.parse(users.toString(), Files.readAllBytes(users)),
                        Mapping.NONE,
                        home.actor())
                .matchingNames(true)
                .because("demo");
    }

    private void record(Home home, ActKind kind, Map<String, String> details) {
        home.ledger()
                .append(
                        Act.of(
                                        kind,
                                        Subject.ARCHIVE,
                                        home.actor(),
                                        surroundings().clock().instant())
                                .withReason("demo")
                                .with(details));
    }

    private void tell(Story story, Home home, String recoveryKey) {
        say("A harbour company archives its WhatsApp. Six exports from three phones:");
        Table files = new Table("~export", ">events", ">new", ">known", "what is in it");
        for (int i = 0; i < story.chats().size(); i++) {
            Chat chat = story.chats().get(i);
            Optional<SourceResult> source = source(story.run(), chat);
            files.row(
                    chat.file().getFileName(),
                    source.map(s -> s.report() == null ? 0 : s.report().events()).orElse(0L),
                    source.map(SourceResult::added).orElse(0L),
                    source.map(SourceResult::aligned).orElse(0L),
                    chat.about());
        }
        console().print(files);
        group(story);
        mailboxes(story);
        quarantine(home.archive());
        question(story.run());
        item(home.archive());
        search(story);
        next(story, recoveryKey);
    }

    private static Optional<SourceResult> source(RunRecord run, Chat chat) {
        return run.sources().stream()
                .filter(source -> source.file().equals(String.valueOf(chat.file().getFileName())))
                .findFirst();
    }

    private void group(Story story) {
        source(story.run(), story.chats().get(4))
                .ifPresent(
                        second ->
                                say(
                                        """

                                        The group came from two phones. Exports have no message ids: the second one was laid
                                        against the first, and of its lines %s were known and %s new (what was deleted or
                                        edited since is an item of its own; the first wording stays).\
                                        """
                                                .formatted(second.aligned(), second.added())));
    }

    private void mailboxes(Story story) {
        var sum = story.run().counters();
        say(
                """

                Every message went to the folder WhatsApp Archiver of everybody who took part:
                %d available = %d imported + %d partly (media left out) + %d skipped (there already)
                               + %d quarantined + %d failed\
                """
                        .formatted(
                                sum.available(),
                                sum.imported(),
                                sum.partial(),
                                sum.skipped(),
                                sum.quarantined(),
                                sum.failed()));
        for (MailboxSummary mailbox : story.mailboxes()) {
            console()
                    .print(
                            "    %-34s %s"
                                    .formatted(
                                            mailbox.mailbox(),
                                            Quantity.of(mailbox.items(), "item")));
        }
        say(
                """
                Exports call people by name, and a client may be called like an employee: a name alone is
                taken only with --match-names, as the demo does, and the item then says so.\
                """);
    }

    private void quarantine(ArchiveReader archive) {
        PartyNames names = new PartyNames(archive);
        archive.quarantine().stream()
                .filter(group -> !group.waiting().unresolved().isEmpty())
                .findFirst()
                .ifPresent(
                        group -> {
                            Expectation who = group.waiting().unresolved().first();
                            say(
                                    "\nIn quarantine, since the users file has no mailbox for them: %s for %s."
                                            .formatted(
                                                    Quantity.of(waiting(archive), "item"),
                                                    names.apply(who.party().value())));
                        });
    }

    private static long waiting(ArchiveReader archive) {
        return archive.quarantine().stream().mapToLong(QuarantineGroup::items).sum();
    }

    private void question(RunRecord run) {
        run.sources().stream()
                .filter(source -> source.outcome() == SourceResult.Outcome.REFUSED)
                .findFirst()
                .ifPresent(
                        source ->
                                say(
                                        "\nNothing was archived of %s: nothing in it tells whether 03/04 is March or April,\nand Wharf asks instead of guessing."
                                                .formatted(source.file())));
    }

    private void item(ArchiveReader archive) {
        Optional<ItemRow> row = withAttachment(archive);
        row.ifPresent(
                shown -> {
                    say("\nOne item, as 'wharf show' shows it:");
                    console().print("");
                    new ItemView(archive.open(shown))
                            .lines()
                            .forEach(line -> console().print("    " + line));
                });
    }

    /// The message with the offer.
    private static Optional<ItemRow> withAttachment(ArchiveReader archive) {
        try (var rows = archive.after(0)) {
            return rows.filter(row -> hasPdf(archive, row)).findFirst();
        }
    }

    private static boolean hasPdf(ArchiveReader archive, ItemRow row) {
        return new ItemView(archive.open(row)).lines().stream().anyMatch(l -> l.contains(".pdf"));
    }

    private void search(Story story) {
        say("\nAnd a search, 'wharf search %s':\n".formatted(QUERY));
        if (!console().isJson()) {
            Search.show(console(), story.found());
        }
    }

    private void next(Story story, String recoveryKey) {
        String wharf = surroundings().variable("WHARF_COMMAND").orElse("wharf");
        say("\nTry next:\n");
        say("    export WHARF_HOME=" + story.scratch().resolve("home"));
        for (String line : commands(story)) {
            say("    " + wharf + " " + line);
        }
        say(
                "\nThe demo's recovery key is %s; remove it all with: rm -r %s"
                        .formatted(recoveryKey, story.scratch()));
    }

    private static List<String> commands(Story story) {
        Path chats = story.scratch().resolve("chats");
        List<String> commands = new ArrayList<>();
        commands.add("show sam.carter@harbour.example");
        commands.add("search 'participants:lena hasattachment:true'");
        commands.add("quarantine list");
        commands.add(
                "import '%s' --users %s --owner sam.carter@harbour.example --match-names --date-order dmy"
                        .formatted(story.chats().getLast().file(), chats.resolve("users.csv")));
        commands.add(
                "export sam.carter@harbour.example --format mbox --out %s"
                        .formatted(story.scratch().resolve("sam.mbox")));
        commands.add("verify");
        commands.add("audit");
        return commands;
    }

    private void say(String text) {
        text.lines().forEach(line -> console().say(line));
        if (text.endsWith("\n")) {
            console().say("");
        }
    }

    private Json json(Story story) {
        return new RunView(story.run())
                .json()
                .with("home", story.scratch().resolve("home"))
                .with("chats", story.scratch().resolve("chats"))
                .with(
                        "mailboxes",
                        story.mailboxes().stream()
                                .map(
                                        mailbox ->
                                                Json.object()
                                                        .with("mailbox", mailbox.mailbox())
                                                        .with("items", mailbox.items()))
                                .toList())
                .with("next", commands(story));
    }
}
