package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate",
        description = "Give a credential a new password, shown once; its sessions end.")
final class SiteCredentialRotate extends SiteVerb {

    @Parameters(paramLabel = "NAME", description = "The credential.")
    String name = "";

    SiteCredentialRotate(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        SiteCredentialView.show(console(), site.credentials().rotate(name, actor()));
        return ExitCode.OK;
    }
}
