package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;

@Command(name = "list", description = "List who is enrolled.")
final class SiteAccountList extends SiteVerb {

    @Option(names = "--active", description = "Without disabled accounts.")
    boolean active;

    SiteAccountList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        List<Account> accounts =
                site.accounts().all().stream()
                        .filter(each -> !active || each.state() != AccountState.DISABLED)
                        .toList();
        SiteAccountView.show(console(), accounts);
        return ExitCode.OK;
    }
}
