package dev.wharf.destinations.microsoft365.doctor;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.graph.Cloud;
import dev.wharf.destinations.microsoft365.graph.SignInSettings;

/// The commands an administrator of Exchange Online runs, ready to be copied.
public final class PowerShell {
    private static final String SCOPE = "Wharf mailboxes";

    private final Cloud cloud;
    private final String client;

    public PowerShell(SignInSettings settings) {
        this.cloud = settings.cloud();
        this.client = settings.client();
    }

    public String connect() {
        return "Connect-ExchangeOnline -ExchangeEnvironmentName " + cloud.exchangeEnvironment();
    }

    /// Lets the application reach some mailboxes and no others (RBAC for Applications).
    public String grant() {
        return String.join(
                "\n",
                connect(),
                "# The object id is that of the enterprise application, not of the app registration.",
                "$id = '<object id of the enterprise application>'",
                "New-ServicePrincipal -AppId %s -ObjectId $id -DisplayName Wharf".formatted(client),
                "New-ManagementScope -Name '%s' -RecipientRestrictionFilter \"CustomAttribute1 -eq 'WAArchive'\""
                        .formatted(SCOPE),
                "New-ManagementRoleAssignment -App $id -Role 'Application Mail.ReadWrite' -CustomResourceScope '%s'"
                        .formatted(SCOPE));
    }

    /// Puts a mailbox into the scope.
    public String include(EmailAddress mailbox) {
        return connect()
                + "\nSet-Mailbox -Identity %s -CustomAttribute1 WAArchive".formatted(mailbox);
    }

    /// Shows what the application may do with a mailbox (InScope).
    public String test(EmailAddress mailbox) {
        return connect()
                + "\nTest-ServicePrincipalAuthorization -Identity %s -Resource %s"
                        .formatted(client, mailbox);
    }

    /// Shows which roles the application has, and over what.
    public String assignments() {
        return connect()
                + "\nGet-ManagementRoleAssignment -RoleAssigneeType ServicePrincipal | Format-List Name,Role,CustomResourceScope";
    }
}
