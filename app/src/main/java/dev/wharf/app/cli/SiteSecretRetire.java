package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "retire", description = "One version of a secret is good no longer, and gone.")
final class SiteSecretRetire extends SiteVerb {

    @Parameters(index = "0", paramLabel = "NAME", description = "Such as cloud/main/app-secret.")
    String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "As 'list' shows it.")
    int version;

    SiteSecretRetire(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        site.secrets().retire(name, version, actor());
        console().print("%s, version %d, is retired.".formatted(name, version));
        console()
                .print(
                        Json.object()
                                .with("name", name)
                                .with("version", version)
                                .with("retired", true));
        return ExitCode.OK;
    }
}
