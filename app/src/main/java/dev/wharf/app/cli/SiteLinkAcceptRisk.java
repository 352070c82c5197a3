package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.enrolment.LinkedRisk;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Locale;

@Command(
        name = "accept-risk",
        description = {
            "Read what linking devices means, and accept it for the organisation.",
            "No device links before; when the text changes it has to be accepted anew."
        })
final class SiteLinkAcceptRisk extends SiteVerb {

    @Option(
            names = "--yes-digest",
            paramLabel = "SHA256",
            description =
                    "Accept the text of this digest, which was read before, without a question.")
    @Nullable String digest;

    SiteLinkAcceptRisk(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        String present = LinkedRisk.TEXT.digest().sha256();
        String accepting = digest;
        if (accepting == null) {
            console().print(LinkedRisk.TEXT.text());
            ask(present);
            accepting = present;
        }
        site.risk().accept(accepting, actor());
        console().print("Accepted; the site's audit says by whom, and which text.");
        console().print(Json.object().with("accepted", true).with("digest", present));
        return ExitCode.OK;
    }

    private void ask(String present) {
        if (console().isJson() || !surroundings().terminals().contains("0")) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "There is nobody to ask here: read the text that 'wharf site link accept-risk' prints, then say --yes-digest %s."
                            .formatted(present));
        }
        String answer =
                Question.ask(this, "Accept this for your organisation? [y/N] ")
                        .toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw new WharfException(ErrorCode.NOT_ALLOWED, "Nothing was accepted.");
        }
    }
}
