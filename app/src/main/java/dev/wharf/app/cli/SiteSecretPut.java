package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.app.site.OpenSite;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;

@Command(
        name = "put",
        description = {
            "Enter a secret, or a new version of one, from standard input or a file.",
            "",
            "cloud/HOOK/app-secret, verify-token, access-token, app-id; gateway/NAME/key, hmac;",
            "smtp/password; alert/webhook. Versions before stay good until they are retired."
        })
final class SiteSecretPut extends SiteVerb {

    @Parameters(paramLabel = "NAME", description = "Such as cloud/main/app-secret.")
    String name = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Where it is; else it is read from standard input.")
    @Nullable String file;

    SiteSecretPut(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) throws IOException {
        try (Secret secret = GivenSecret.read(this, file, name + " (is shown as you type): ")) {
            int version = site.secrets().put(name, secret, actor());
            console().print("%s has version %d.".formatted(name, version));
            if (name.startsWith("gateway/")) {
                console().say("Start the site again: gateways are set up when it starts.");
            }
            console().print(Json.object().with("name", name).with("version", version));
        }
        return ExitCode.OK;
    }
}
