package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;
import dev.wharf.core.directory.User;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "assign",
        description = "Give an account a number; one it has from the same day gets its new end.")
final class SiteAccountAssign extends SiteVerb {

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    @Parameters(index = "1", paramLabel = "NUMBER", description = "With country code.")
    String phone = "";

    @Option(names = "--from", paramLabel = "DAY", description = "First UTC day; none for always.")
    @Nullable String from;

    @Option(names = "--until", paramLabel = "DAY", description = "Last UTC day; none for no end.")
    @Nullable String until;

    SiteAccountAssign(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        User.Line line =
                new User.Line(SiteInput.phone(phone), SiteInput.day(from), SiteInput.day(until));
        new SiteAccountView(site.accounts().assign(id, line, actor())).show(console(), "changed");
        return ExitCode.OK;
    }
}
