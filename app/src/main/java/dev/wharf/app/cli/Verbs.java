package dev.wharf.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The command line: every verb, in the order in which help shows them.
final class Verbs {

    /// Reading a verb's options takes milliseconds: only the one that is meant is read, and all for
    /// the overview.
    private static final Map<String, Function<Session, Object>> VERBS = verbs();

    private Verbs() {}

    private static Map<String, Function<Session, Object>> verbs() {
        Map<String, Function<Session, Object>> verbs = new LinkedHashMap<>();
        verbs.put("demo", Demo::new);
        verbs.put("import", Import::new);
        verbs.put("up", Up::new);
        verbs.put("site", SiteVerbs::commandLine);
        verbs.put("connector", ConnectorVerbs::commandLine);
        verbs.put("mailboxes", Mailboxes::new);
        verbs.put("show", Show::new);
        verbs.put("search", Search::new);
        verbs.put("export", Export::new);
        verbs.put(
                "quarantine",
                session ->
                        group(
                                new QuarantineGroup(),
                                new QuarantineList(session),
                                new QuarantineMap(session),
                                new QuarantineReplay(session)));
        verbs.put("runs", Runs::new);
        verbs.put("verify", Verify::new);
        verbs.put("rebuild", Rebuild::new);
        verbs.put("redecode", RedecodeOriginals::new);
        verbs.put("erase", Erase::new);
        verbs.put("backup", BackupTo::new);
        verbs.put("restore", RestoreFrom::new);
        verbs.put(
                "keys",
                session ->
                        group(
                                new KeysGroup(),
                                new KeysRotate(session),
                                new KeysCustody(session),
                                new KeysConfirm(session),
                                new KeysRenewRecovery(session),
                                new KeysPublic(session)));
        verbs.put(
                "phone-key",
                session ->
                        group(
                                new PhoneKeyGroup(),
                                new PhoneKeyAdd(session),
                                new PhoneKeyList(session),
                                new PhoneKeyRemove(session)));
        verbs.put("audit", Audit::new);
        verbs.put("config", session -> group(new ConfigGroup(), new ConfigShow(session)));
        verbs.put("version", Version::new);
        return verbs;
    }

    static CommandLine commandLine(Session session, String[] args) {
        CommandLine line = new CommandLine(new Root());
        if (args.length > 0 && VERBS.containsKey(args[0])) {
            add(line, args[0], session);
        } else {
            VERBS.keySet().forEach(verb -> add(line, verb, session));
        }
        return line;
    }

    private static void add(CommandLine line, String verb, Session session) {
        Function<Session, Object> make = VERBS.get(verb);
        if (make != null) {
            line.addSubcommand(verb, make.apply(session));
        }
    }

    static CommandLine group(Object group, Verb... verbs) {
        CommandLine line = new CommandLine(group);
        for (Verb verb : verbs) {
            line.addSubcommand(verb);
        }
        return line;
    }

    /// A command that only has others below it.
    @Command(mixinStandardHelpOptions = false)
    abstract static class Group implements Runnable {

        @Spec
        @SuppressWarnings("NullAway.Init")
        CommandSpec spec;

        @SuppressWarnings("UnusedVariable") // picocli acts on it
        @CommandLine.Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help.")
        boolean help;

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say what to do: " + String.join(", ", spec.subcommands().keySet()));
        }
    }

    @Command(
            name = "wharf",
            description = "Archives an organisation's WhatsApp into its people's mailboxes.",
            synopsisSubcommandLabel = "VERB",
            subcommandsRepeatable = false,
            commandListHeading = "%nVerbs:%n",
            footer = {
                "",
                "'wharf demo' shows what Wharf does; 'wharf VERB --help' what a verb takes.",
                "Exit codes and JSON: docs/operations.md, docs/cli-json.md."
            })
    static final class Root extends Group {
        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    @Command(name = "config", description = "Show the configuration.")
    static final class ConfigGroup extends Group {}

    @Command(
            name = "quarantine",
            description = "See what could not be delivered to everybody, map people, try again.")
    static final class QuarantineGroup extends Group {}

    @Command(
            name = "phone-key",
            description = "Keep keys and passcodes that open phones' encrypted backups.")
    static final class PhoneKeyGroup extends Group {}

    @Command(name = "keys", description = "Rotate keys, confirm the recovery key.")
    static final class KeysGroup extends Group {}
}
