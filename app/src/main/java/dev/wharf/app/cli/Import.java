package dev.wharf.app.cli;

import dev.wharf.app.config.Setting;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.home.Home;
import dev.wharf.app.home.Home.Importing;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.connector.collection.CaseId;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

@Command(
        name = "import",
        description = {
            "Archive WhatsApp's \"Export chat\" files, backups of phones, logged webhooks, and",
            "what an older archive delivered: mails (.eml), folders of them, TeleMessage's zips.",
            "",
            "The first import makes the home directory and shows its recovery key, once."
        })
final class Import extends Verb {

    private static final int BUFFER = 1 << 16;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = {
                "Exports (.txt, .zip), backups of phones (msgstore.db.crypt15, ChatStorage.sqlite,",
                "the folder of a Finder or iTunes backup), mails (.eml) or deliveries of mails",
                "(.zip), or folders. A .txt takes with it the media beside it that it names."
            })
    List<String> paths = List.of();

    @Mixin PeopleOptions people = new PeopleOptions();

    @Mixin PhoneOptions phones = new PhoneOptions();

    @Mixin CollectionOptions collection = new CollectionOptions();

    @Mixin ScopeOptions scope = new ScopeOptions();

    @Option(
            names = "--owner",
            paramLabel = "WHO",
            description = "Who exported these chats: name, phone number or e-mail address.")
    @Nullable String owner;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of the exporting phone: Europe/Madrid, +05:30.")
    @Nullable String zone;

    @Option(
            names = "--default-zone",
            paramLabel = "ZONE",
            description =
                    "Zone to assume where neither --zone nor evidence tells (else the setting).")
    @Nullable String defaultZone;

    @Option(
            names = "--date-order",
            paramLabel = "ORDER",
            description = "How dates are written: dmy, mdy or ymd. Needed only when asked for.")
    @Nullable String dateOrder;

    @Option(
            names = "--recovery-key-file",
            paramLabel = "FILE",
            description = "Where the recovery key of a new home goes, instead of the terminal.")
    @Nullable String recoveryKeyFile;

    Import(Session session) {
        super(session);
    }

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    @Nullable CaseId collection() {
        return collection.id();
    }

    @Override
    ExitCode run() throws IOException {
        List<Secret> secrets = phones.secrets(this);
        try {
            return run(secrets);
        } finally {
            secrets.forEach(Secret::close);
        }
    }

    private ExitCode run(List<Secret> secrets) throws IOException {
        HandedFiles handed =
                phones.find(
                        this,
                        paths.stream().map(surroundings()::path).toList(),
                        PhoneOptions.given(secrets));
        handed.refused().values().forEach(why -> surroundings().err().println("wharf: " + why));
        Map<String, String> options = options();
        if (!handed.sources().isEmpty()) {
            // Only the first: when the others come, every core has work.
            homes().readAhead(handed.sources().getFirst(), surroundings().clock().instant());
        }
        people.read(this, surroundings().actor());
        collection.check(!homes().exists(homeDirectory()));
        try (NewOrOldHome opened = NewOrOldHome.open(this, recoveryKeyFile)) {
            Home home = opened.home();
            collection.found(this, home);
            PhoneOptions.keep(this, home, secrets);
            RunRecord run;
            try (Importing importing =
                    home.importing(
                            people.read(this, home.actor()),
                            new StoppingProgress(console().progress(), stop()))) {
                accept(importing, handed.sources(), options);
                if (stop().isRequested()) {
                    return ExitCode.INTERRUPTED;
                }
                run = importing.run();
            }
            collection.record(this, home, run);
            RunView view = new RunView(run);
            view.show(console(), new PartyNames(home.archive()));
            hint(run);
            opened.print(console(), view.json());
            ExitCode exit = exit(view);
            return exit == ExitCode.OK && !handed.refused().isEmpty() ? ExitCode.INCOMPLETE : exit;
        }
    }

    static ExitCode exit(RunView view) {
        if (view.hasFailures()) {
            return ExitCode.INCOMPLETE;
        }
        return view.hasQuestions() ? ExitCode.QUESTION : ExitCode.OK;
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        put(options, "owner", owner);
        put(options, "zone", zone);
        put(options, "date-order", dateOrder);
        put(
                options,
                "default-zone",
                defaultZone == null ? configuration().value(Setting.ZONE).text() : defaultZone);
        phones.addTo(options);
        ImportOptions.check(options);
        options.putAll(scope.scope().options());
        options.putAll(collection.options(surroundings().actor()));
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /// Hands every export to the journal: durable, each, before the next is read. One that is
    /// wholly archived already is only counted.
    private void accept(Importing importing, List<HandedFile> exports, Map<String, String> options)
            throws IOException {
        long total = exports.stream().mapToLong(HandedFile::size).sum();
        console().progress().begin("Reading", total, "bytes");
        for (HandedFile export : exports) {
            if (stop().isRequested()) {
                break;
            }
            SourceKind kind = export.kind();
            CaptureEnvelope envelope =
                    new CaptureEnvelope(
                            kind == null ? SourceKinds.of(export) : kind,
                            owner,
                            export.name(),
                            surroundings().clock().instant(),
                            options);
            AtomicBoolean shown = new AtomicBoolean();
            importing.accept(
                    envelope,
                    () -> {
                        InputStream in = export.open();
                        // What is read twice, to recognise and to accept it, counts once.
                        return shown.getAndSet(true)
                                ? in
                                : new ProgressStream(in, console().progress(), BUFFER);
                    });
        }
        console().progress().end();
    }

    private void hint(RunRecord run) {
        if (run.counters().quarantined() > 0) {
            console()
                    .say(
                            "%s in quarantine: 'wharf quarantine list' says for whom, and what to do."
                                    .formatted(
                                            Quantity.of(
                                                    run.counters().quarantined(),
                                                    "copy waits",
                                                    "copies wait")));
        }
    }
}
