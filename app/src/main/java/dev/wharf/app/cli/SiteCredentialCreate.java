package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Access;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = "Make somebody who may sign in, and show their password, once.")
final class SiteCredentialCreate extends SiteVerb {

    /// The roles there are.
    enum Role {
        ADMINISTRATOR(Access.ADMINISTRATOR),
        CONNECTOR(Access.CONNECTOR),
        UPLOADER(Access.UPLOADER);

        private final Access access;

        Role(Access access) {
            this.access = access;
        }
    }

    @Parameters(paramLabel = "NAME", description = "Never given to anybody else later.")
    String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description =
                    "administrator (enrols, decides), connector (reads the feed, hands files in) or uploader (hands in for one account, and can do nothing else).")
    Role role = Role.CONNECTOR;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The account that an uploader hands in for.")
    @Nullable String account;

    SiteCredentialCreate(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        if (site.credentials().all().isEmpty()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "This site was never started: its first start makes an administrator and a connector. Start it, then make more.");
        }
        SiteCredentialView.show(
                console(), site.credentials().create(name, role.access, account, actor()));
        return ExitCode.OK;
    }
}
