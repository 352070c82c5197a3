package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.account.AccountsImport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;

@Command(
        name = "import",
        description = {
            "Enrol whom a CSV file names: all of them, or nobody where something is wrong.",
            "",
            "Header: name,email,phone,method; where needed from, until, account, gateway,",
            "phone_number_id, waba_id, hook, partner. The same file again changes nothing."
        })
final class SiteAccountImport extends SiteVerb {

    @Parameters(paramLabel = "FILE", description = "CSV in UTF-8.")
    String file = "";

    @Option(names = "--dry-run", description = "Check the file and say what it would do.")
    boolean dryRun;

    SiteAccountImport(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) throws IOException {
        byte[] bytes = SiteInput.file(this, file);
        AccountsImport.Report report = site.accountsImport().run(file, bytes, dryRun, actor());
        console()
                .print(
                        "%s%d enrolled, %d changed, %d as they were."
                                .formatted(
                                        dryRun ? "Would be: " : "",
                                        report.enrolled().size(),
                                        report.changed().size(),
                                        report.same()));
        console()
                .print(
                        Json.object()
                                .with("dryRun", dryRun)
                                .with("enrolled", report.enrolled())
                                .with("changed", report.changed())
                                .with("same", report.same()));
        return ExitCode.OK;
    }
}
