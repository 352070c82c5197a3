package dev.wharf.destinations.microsoft365.doctor;

import dev.wharf.core.Finding;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.mailbox.FolderForm;
import dev.wharf.destinations.microsoft365.mailbox.Folders;
import dev.wharf.destinations.microsoft365.mailbox.MailboxCaller;
import dev.wharf.destinations.microsoft365.mailbox.Refused;
import dev.wharf.destinations.microsoft365.mailbox.TestItem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Looks at the folder, and at what becomes of one item that is made in it and removed again.
final class ItemExamination {
    private final MailboxCaller caller;
    private final FolderForm folder;
    private final ItemForm form;

    ItemExamination(MailboxCaller caller, FolderForm folder, ItemForm form) {
        this.caller = caller;
        this.folder = folder;
        this.form = form;
    }

    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        try {
            Folders folders = new Folders(folder);
            String id = folders.of(caller);
            findings.add(folder(folders.find(caller, caller.patient())));
            item(id, findings);
        } catch (Refused why) {
            findings.add(Finding.bad("microsoft365 folder", why.why().reason()));
        }
        return findings;
    }

    private Finding folder(Folders.@Nullable Found found) {
        boolean hidden = found != null && Boolean.TRUE.equals(found.hidden());
        if (hidden == folder.hidden()) {
            return Finding.good(
                    "microsoft365 folder",
                    hidden ? "is there, and hidden from people" : "is there, for people to see");
        }
        return Finding.warning(
                "microsoft365 folder",
                "is hidden in %s, though the settings say otherwise; it was made so, and Microsoft 365 does not change that"
                        .formatted(caller.mailbox()));
    }

    private void item(String folderId, List<Finding> findings) throws Refused {
        try (TestItem item = TestItem.create(caller, folderId, form, "doctor")) {
            TestItem.Seen seen = item.look();
            findings.add(itemClass(seen));
            findings.add(
                    seen.draft()
                            ? Finding.bad(
                                    "microsoft365 drafts",
                                    "items become drafts here; try another value of the setting flags (1, 4 or 5), and see wharf connector prove")
                            : Finding.good("microsoft365 drafts", "items are no drafts"));
            findings.add(
                    seen.dated()
                            ? Finding.good("microsoft365 dates", "items keep WhatsApp's dates")
                            : Finding.bad(
                                    "microsoft365 dates",
                                    "items do not keep their dates here; see wharf connector prove"));
            findings.add(
                    item.isFoundByKey()
                            ? Finding.good(
                                    "microsoft365 identity",
                                    "items are found again by their Message-ID at once")
                            : Finding.bad(
                                    "microsoft365 identity",
                                    "an item that was just made is not found by its Message-ID, so nothing keeps mails from arriving twice; do not deliver to this tenant, and report it"));
        }
    }

    private Finding itemClass(TestItem.Seen seen) {
        if (seen.messageClass().equalsIgnoreCase(form.messageClass())) {
            return Finding.good("microsoft365 class", "items keep class " + form.messageClass());
        }
        return Finding.warning(
                "microsoft365 class",
                "items get class '%s' here instead of %s, so itemclass: and kind:externaldata do not find them. Set message-class to IPM.Note.WhatsAppArchiver, or to IPM.Note with a category, and see docs/destination-microsoft365.md"
                        .formatted(seen.messageClass(), form.messageClass()));
    }
}
