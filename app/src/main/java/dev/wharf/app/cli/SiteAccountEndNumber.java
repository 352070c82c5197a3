package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "end-number", description = "Say until when a number is an account's.")
final class SiteAccountEndNumber extends SiteVerb {

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    @Parameters(index = "1", paramLabel = "NUMBER", description = "With country code.")
    String phone = "";

    @Option(names = "--last", paramLabel = "DAY", description = "Last UTC day (else today).")
    @Nullable String last;

    SiteAccountEndNumber(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        var day = last == null ? SiteInput.today(surroundings().clock()) : SiteInput.theDay(last);
        new SiteAccountView(site.accounts().end(id, SiteInput.phone(phone), day, actor()))
                .show(console(), "changed");
        return ExitCode.OK;
    }
}
