package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.console.Table;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.account.Consent;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.List;

@Command(name = "list", description = "List an account's consents, withdrawn ones included.")
final class SiteConsentList extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    SiteConsentList(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        site.accounts().require(id);
        List<Consent> consents = site.consents().of(id);
        Table table = new Table(">no", "given (UTC)", "how", "~signed", "text", "withdrawn");
        for (Consent each : consents) {
            Instant withdrawn = each.withdrawn();
            table.row(
                    each.number(),
                    Times.text(each.given()),
                    ItemView.lower(each.how()),
                    each.signed(),
                    each.version(),
                    withdrawn == null ? "" : Times.text(withdrawn));
        }
        if (table.isEmpty()) {
            console().say("%s has not agreed to anything.".formatted(id));
        } else {
            console().print(table);
        }
        console()
                .print(
                        Json.object()
                                .with("account", id)
                                .with(
                                        "consents",
                                        consents.stream().map(SiteConsentList::json).toList()));
        return ExitCode.OK;
    }

    static Json json(Consent consent) {
        return Json.object()
                .with("number", consent.number())
                .with("given", consent.given())
                .with("signed", consent.signed())
                .with("how", ItemView.lower(consent.how()))
                .with("notice", consent.notice().sha256())
                .with("version", consent.version())
                .with("address", consent.address())
                .with("withdrawn", consent.withdrawn())
                .with("withdrawal", consent.withdrawal());
    }
}
