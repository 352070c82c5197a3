package dev.wharf.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The verbs below `wharf site`, in the order in which help shows them.
final class SiteVerbs {

    private SiteVerbs() {}

    static CommandLine commandLine(Session session) {
        CommandLine site =
                Verbs.group(new SiteGroup(), new SiteRun(session), new SiteDoctor(session));
        site.addSubcommand("account", account(session));
        site.addSubcommand(
                "consent",
                Verbs.group(
                        new ConsentGroup(),
                        new SiteConsentRecord(session),
                        new SiteConsentWithdraw(session),
                        new SiteConsentList(session)));
        site.addSubcommand(
                "scope",
                Verbs.group(
                        new ScopeGroup(), new SiteScopeShow(session), new SiteScopeSet(session)));
        site.addSubcommand(new SiteExclusions(session));
        site.addSubcommand("link", link(session));
        site.addSubcommand("credential", credential(session));
        site.addSubcommand(new SiteSessions(session));
        site.addSubcommand(
                "secret",
                Verbs.group(
                        new SecretGroup(),
                        new SiteSecretPut(session),
                        new SiteSecretList(session),
                        new SiteSecretRetire(session)));
        site.addSubcommand(
                "alerts",
                new CommandLine(new SiteAlerts(session)).addSubcommand(new SiteAlertsAck(session)));
        site.addSubcommand(new SiteGaps(session));
        site.addSubcommand(new SiteAuditList(session));
        site.addSubcommand(new SiteUpload(session));
        return site;
    }

    private static CommandLine account(Session session) {
        return Verbs.group(
                new AccountGroup(),
                new SiteAccountAdd(session),
                new SiteAccountImport(session),
                new SiteAccountList(session),
                new SiteAccountShow(session),
                new SiteAccountDisable(session),
                new SiteAccountReenrol(session),
                new SiteAccountAssign(session),
                new SiteAccountReassign(session),
                new SiteAccountEndNumber(session),
                new SiteAccountExportUsers(session));
    }

    private static CommandLine link(Session session) {
        return Verbs.group(
                new LinkGroup(),
                new SiteLinkSend(session),
                new SiteLinkRevoke(session),
                new SiteLinkUnlink(session),
                new SiteLinkList(session),
                new SiteLinkAcceptRisk(session));
    }

    private static CommandLine credential(Session session) {
        return Verbs.group(
                new CredentialGroup(),
                new SiteCredentialCreate(session),
                new SiteCredentialRotate(session),
                new SiteCredentialRevoke(session),
                new SiteCredentialList(session));
    }

    @Command(
            name = "site",
            description = "Run the capture site, and look after who and what it captures.")
    static final class SiteGroup extends Verbs.Group {}

    @Command(name = "account", description = "Enrol people, and say which numbers are theirs.")
    static final class AccountGroup extends Verbs.Group {}

    @Command(name = "consent", description = "Who agreed to what.")
    static final class ConsentGroup extends Verbs.Group {}

    @Command(name = "scope", description = "What may be captured of whom.")
    static final class ScopeGroup extends Verbs.Group {}

    @Command(name = "link", description = "Links to employees, and their linked devices.")
    static final class LinkGroup extends Verbs.Group {}

    @Command(name = "credential", description = "Who may sign in at the site.")
    static final class CredentialGroup extends Verbs.Group {}

    @Command(name = "secret", description = "What the site and its sources prove themselves with.")
    static final class SecretGroup extends Verbs.Group {}
}
