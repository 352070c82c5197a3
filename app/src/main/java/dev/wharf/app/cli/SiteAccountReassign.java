package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "reassign", description = "Take a number from one account and give it to another.")
final class SiteAccountReassign extends SiteVerb {

    @Parameters(index = "0", paramLabel = "NUMBER", description = "With country code.")
    String phone = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ACCOUNT",
            description = "Whose it was.")
    String from = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ACCOUNT",
            description = "Whose it is now.")
    String to = "";

    @Option(
            names = "--day",
            paramLabel = "DAY",
            description = "First UTC day on which it is the other's (else today).")
    @Nullable String day;

    SiteAccountReassign(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        var first = day == null ? SiteInput.today(surroundings().clock()) : SiteInput.theDay(day);
        new SiteAccountView(
                        site.accounts().reassign(SiteInput.phone(phone), from, to, first, actor()))
                .show(console(), "changed");
        return ExitCode.OK;
    }
}
