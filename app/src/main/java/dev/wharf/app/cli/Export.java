package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Quantity;
import dev.wharf.app.export.MailboxExport;
import dev.wharf.app.home.Home;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Outcome;
import dev.wharf.core.ledger.Subject;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

@Command(
        name = "export",
        description = "Write a mailbox out as mail files, with a list of their SHA-256 sums.")
final class Export extends ArchiveVerb {

    enum Format {
        EML,
        MBOX
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "MAILBOX",
            description = "The mailbox's e-mail address. Nothing: all of the collection.")
    @Nullable String address;

    @Option(
            names = "--format",
            required = true,
            description = "eml: a folder of files; mbox: one file (mboxrd).")
    Format format = Format.EML;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description =
                    "Where to: a new folder (eml) or file (mbox). Else named after the mailbox, here.")
    @Nullable String out;

    @Option(names = "--from", paramLabel = "TIME", description = "From this day or time on (UTC).")
    @Nullable String from;

    @Option(names = "--before", paramLabel = "TIME", description = "Before this day or time (UTC).")
    @Nullable String before;

    Export(Session session) {
        super(session);
    }

    @Override
    Attempt attempt() {
        return new Attempt(
                ActKind.EXPORT,
                address == null ? Subject.ARCHIVE : Subject.of(Subject.Type.MAILBOX, address),
                Map.of("format", name(format)));
    }

    @Override
    ExitCode run(Home home) throws IOException {
        EmailAddress mailbox = mailbox(home, address);
        Path target = surroundings().path(out == null ? mailbox + "." + name(format) : out);
        requireNew(target);
        MailboxExport export =
                new MailboxExport(home.archive(), console().progress(), stop()::isRequested);
        MailboxExport.Part part =
                new MailboxExport.Part(
                        mailbox,
                        from == null ? null : instant("--from", from),
                        before == null ? null : instant("--before", before));
        MailboxExport.Result result =
                switch (format) {
                    case EML -> export.eml(part, target);
                    case MBOX -> export.mbox(part, target);
                };
        home.ledger()
                .append(
                        act(home, ActKind.EXPORT, Subject.of(Subject.Type.MAILBOX, mailbox.value()))
                                .ended(result.complete() ? Outcome.DONE : Outcome.FAILED)
                                .with("format", name(format))
                                .with("to", target.toString())
                                .with("items", Long.toString(result.items()))
                                .with("sums", result.sumsDigest()));
        report(mailbox, target, result);
        return result.complete() ? ExitCode.OK : ExitCode.INTERRUPTED;
    }

    private void report(EmailAddress mailbox, Path target, MailboxExport.Result result) {
        console()
                .print(
                        "%s of %s (%s) written to %s"
                                .formatted(
                                        Quantity.of(result.items(), "item"),
                                        mailbox,
                                        Quantity.bytes(result.bytes()),
                                        target));
        if (result.erased() > 0) {
            console().print("%s left out: erased.".formatted(Quantity.count(result.erased())));
        }
        console().say("Their SHA-256 sums: %s".formatted(result.sums()));
        console()
                .print(
                        Json.object()
                                .with("mailbox", mailbox)
                                .with("format", name(format))
                                .with("path", target)
                                .with("items", result.items())
                                .with("erased", result.erased())
                                .with("bytes", result.bytes())
                                .with("sums", result.sums())
                                .with("sumsSha256", result.sumsDigest())
                                .with("complete", result.complete()));
    }

    private static String name(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /// Nothing is overwritten, and no export mixes with another.
    private static void requireNew(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (Files.isDirectory(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new WharfException(
                ErrorCode.NOT_ALLOWED,
                "%s is already there and would be mixed up; name another place with --out."
                        .formatted(target));
    }
}
