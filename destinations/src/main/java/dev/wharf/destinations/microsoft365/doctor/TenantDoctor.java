package dev.wharf.destinations.microsoft365.doctor;

import dev.wharf.core.Finding;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphSignIn;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.graph.GraphToken;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.mailbox.FolderForm;
import dev.wharf.destinations.microsoft365.mailbox.MailboxCaller;
import dev.wharf.destinations.microsoft365.mailbox.Refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Looks whether everything is set up: sign-in, permissions and their scope, folder, class. What is
/// wrong comes with the commands that mend it.
///
/// It makes one test item in the first mailbox that must be reachable, and removes it.
public final class TenantDoctor {
    /// Permissions by which Entra lets an application into every mailbox, whatever Exchange's scope
    /// says: the two are added up.
    private static final Set<String> EVERYWHERE =
            Set.of(
                    "Mail.ReadWrite",
                    "Mail.Read",
                    "Mail.ReadBasic.All",
                    "Mail.Send",
                    "full_access_as_app",
                    "IMAP.AccessAsApp",
                    "MailboxItem.ImportExport.All");

    private final GraphSignIn signIn;
    private final PowerShell shell;
    private final FolderForm folder;
    private final ItemForm form;
    private final Function<EmailAddress, MailboxCaller> callers;

    /// @param callers asks one mailbox
    public TenantDoctor(
            GraphSignIn signIn,
            FolderForm folder,
            ItemForm form,
            Function<EmailAddress, MailboxCaller> callers) {
        this.signIn = signIn;
        this.shell = new PowerShell(signIn.settings());
        this.folder = folder;
        this.form = form;
        this.callers = callers;
    }

    /// @param inside mailboxes that must be reachable
    /// @param outside that must not
    public List<Finding> examine(List<EmailAddress> inside, List<EmailAddress> outside) {
        List<Finding> findings = new ArrayList<>();
        if (!signsIn(findings)) {
            return findings;
        }
        inside.forEach(mailbox -> findings.add(inside(mailbox)));
        outside.forEach(mailbox -> findings.add(outside(mailbox)));
        if (inside.isEmpty()) {
            findings.add(
                    Finding.warning(
                            "microsoft365 mailbox",
                            "no mailbox was named that must be reachable, so folder and class were not looked at"));
        } else {
            findings.addAll(
                    new ItemExamination(callers.apply(inside.getFirst()), folder, form).examine());
        }
        if (outside.isEmpty()) {
            findings.add(
                    Finding.warning(
                            "microsoft365 scope",
                            "no mailbox was named that must not be reachable, so nobody knows whether the application reaches more than it should. Name one (a canary)"));
        }
        return findings;
    }

    private boolean signsIn(List<Finding> findings) {
        try {
            GraphToken token = signIn.token();
            findings.add(
                    Finding.good(
                            "microsoft365 sign-in",
                            "%s gives application %s a token"
                                    .formatted(
                                            signIn.settings().cloud().login().getHost(),
                                            signIn.settings().client())));
            findings.add(permissions(token));
            return true;
        } catch (WharfException refused) {
            findings.add(
                    Finding.bad(
                            "microsoft365 sign-in",
                            Objects.requireNonNullElse(refused.getMessage(), "refused")));
            return false;
        }
    }

    private Finding permissions(GraphToken token) {
        List<String> tooMuch = token.roles().stream().filter(EVERYWHERE::contains).toList();
        if (tooMuch.isEmpty()) {
            return Finding.good(
                    "microsoft365 permissions",
                    "Entra itself grants no permission to mailboxes, so Exchange's scope decides which are reachable");
        }
        return Finding.warning(
                "microsoft365 permissions",
                "Entra grants %s to every mailbox of the tenant, so a scope in Exchange is void: permissions of both add up. In Entra, application %s, API permissions: remove it and revoke its consent. Then let Exchange grant it:\n%s"
                        .formatted(
                                String.join(", ", tooMuch),
                                signIn.settings().client(),
                                shell.grant()));
    }

    private Finding inside(EmailAddress mailbox) {
        String subject = "microsoft365 mailbox " + mailbox;
        try {
            GraphAnswer answer = ask(mailbox);
            if (answer.isGood()) {
                return Finding.good(subject, "can be reached");
            }
            String commands =
                    answer.status() == 403
                            ? shell.grant() + "\n" + shell.include(mailbox)
                            : shell.test(mailbox);
            return Finding.bad(
                    subject,
                    "cannot be reached: Microsoft 365 answers %s. Changes take up to two hours to be felt. Run\n%s\n%s"
                            .formatted(answer.error(), commands, shell.test(mailbox)));
        } catch (Refused why) {
            return Finding.bad(subject, why.why().reason());
        }
    }

    private Finding outside(EmailAddress mailbox) {
        String subject = "microsoft365 canary " + mailbox;
        try {
            GraphAnswer answer = ask(mailbox);
            if (answer.status() == 403) {
                return Finding.good(subject, "is refused, as it must be");
            }
            if (answer.isGood()) {
                return Finding.bad(
                        subject,
                        "can be reached and must not be: the application reaches more than its scope. Look at what it was granted:\n%s\n%s"
                                .formatted(shell.test(mailbox), shell.assignments()));
            }
            return Finding.warning(
                    subject,
                    "proves nothing: Microsoft 365 answers %s, not that access is denied. Name a mailbox that exists"
                            .formatted(answer.error()));
        } catch (Refused why) {
            return Finding.warning(subject, why.why().reason());
        }
    }

    /// Asks for the folder and changes nothing.
    private GraphAnswer ask(EmailAddress mailbox) throws Refused {
        MailboxCaller caller = callers.apply(mailbox);
        String path =
                "/mailFolders/msgfolderroot/childFolders?includeHiddenFolders=true&$top=1"
                        + "&$select=id,displayName,isHidden&$filter="
                        + GraphText.encoded("displayName eq " + GraphText.literal(folder.name()));
        return caller.answer(caller.get(path, "the folder"), caller.patient());
    }
}
