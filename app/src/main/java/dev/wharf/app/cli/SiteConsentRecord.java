package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;
import dev.wharf.site.account.Consent;
import dev.wharf.site.account.Consents;
import dev.wharf.site.account.Notice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

@Command(
        name = "record",
        description = "Record a consent that was given on paper or in a contract.")
final class SiteConsentRecord extends SiteVerb {

    @Parameters(paramLabel = "ACCOUNT", description = "Its id.")
    String id = "";

    @Option(
            names = "--signed",
            required = true,
            paramLabel = "NAME",
            description = "The name that was signed with.")
    String signed = "";

    @Option(
            names = "--notice",
            required = true,
            paramLabel = "FILE",
            description = "The text that they agreed to; it is kept.")
    String notice = "";

    @Option(
            names = "--notice-version",
            required = true,
            paramLabel = "TEXT",
            description = "What the organisation calls that text.")
    String version = "";

    SiteConsentRecord(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) throws IOException {
        String text = new String(SiteInput.file(this, notice), StandardCharsets.UTF_8);
        if (text.isBlank() || version.isBlank() || signed.isBlank()) {
            throw SiteInput.invalid("A consent has a name, a text and the text's version.");
        }
        Consent consent =
                site.consents()
                        .record(
                                id,
                                new Consents.Given(
                                        signed,
                                        Consent.How.RECORDED,
                                        new Notice(version, text),
                                        null,
                                        null),
                                actor());
        console().print("Consent %d of %s is recorded.".formatted(consent.number(), id));
        console().print(Json.object().with("consent", SiteConsentList.json(consent)));
        return ExitCode.OK;
    }
}
