package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.DeliveryOutcome;
import dev.wharf.core.destination.MailboxSession;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.limits.Limits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The folder of one mailbox of Exchange Online.
public final class Microsoft365Session implements MailboxSession {
    private final MailboxCaller caller;
    private final Folders folders;
    private final Parts parts;
    private final Preparation preparation;
    private String folder;

    /// What all sessions share.
    public record Parts(
            Limits limits, ItemForm form, FileLimits files, UploadClient uploads, Room room) {}

    private Microsoft365Session(MailboxCaller caller, Folders folders, Parts parts, String folder) {
        this.caller = caller;
        this.folders = folders;
        this.parts = parts;
        this.preparation = new Preparation(parts.form(), parts.files());
        this.folder = folder;
    }

    /// Finds the folder, and makes it where it is missing.
    public static Microsoft365Session open(MailboxCaller caller, Folders folders, Parts parts)
            throws Refused {
        return new Microsoft365Session(caller, folders, parts, folders.of(caller));
    }

    @Override
    public Map<String, String> present(Collection<String> messageIds) throws Unreachable {
        try {
            return presence().find(messageIds, caller.patient());
        } catch (Refused why) {
            folders.forget(caller.mailbox());
            throw new Unreachable(why.why());
        }
    }

    @Override
    public List<DeliveryOutcome> deliver(List<Outgoing> mails) {
        List<DeliveryOutcome> outcomes = delivery().deliver(mails);
        int taken = (int) outcomes.stream().takeWhile(outcome -> !isMissing(outcome)).count();
        if (taken == mails.size() || !findFolderAgain()) {
            return outcomes;
        }
        List<DeliveryOutcome> all = new ArrayList<>(outcomes.subList(0, taken));
        all.addAll(delivery().deliver(mails.subList(taken, mails.size())));
        return all;
    }

    /// Not there: the mailbox, or only the folder, which somebody has deleted since it was opened.
    private static boolean isMissing(DeliveryOutcome outcome) {
        return outcome instanceof DeliveryOutcome.Rejected(Refusal why)
                && why.code() == ErrorCode.NOT_FOUND;
    }

    private boolean findFolderAgain() {
        folders.forget(caller.mailbox());
        try {
            String before = folder;
            folder = folders.of(caller);
            return !folder.equals(before);
        } catch (Refused mailboxIsGone) {
            return false;
        }
    }

    private Delivery delivery() {
        HalfItems halves = new HalfItems(caller, parts.files());
        FileTransfer files = new FileTransfer(caller, parts.uploads(), parts.files());
        Wave.Tools tools = new Wave.Tools(folder, presence(), files, halves);
        return new Delivery(caller, parts.limits(), parts.room(), preparation, tools);
    }

    private Presence presence() {
        return new Presence(caller, folder, parts.files());
    }

    @Override
    public ReadBack readBack(String receipt, Outgoing sent) {
        return new ReadBackCheck(caller, preparation, parts.form(), parts.files())
                .check(receipt, sent);
    }

    /// Nothing stays open between calls.
    @Override
    public void close() {}
}
