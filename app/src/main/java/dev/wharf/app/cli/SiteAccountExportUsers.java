package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.UsersExport;

import picocli.CommandLine.Command;

import java.util.List;

@Command(
        name = "export-users",
        description = "Print the accounts as a users file, as 'wharf import --users' takes it.")
final class SiteAccountExportUsers extends SiteVerb {

    SiteAccountExportUsers(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        List<Account> accounts = site.accounts().all();
        String csv = UsersExport.csv(accounts);
        console().print(csv.stripTrailing());
        console().print(Json.object().with("accounts", accounts.size()).with("csv", csv));
        return ExitCode.OK;
    }
}
