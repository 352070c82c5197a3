package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.MailFile;
import dev.wharf.destinations.microsoft365.item.MessageWriter;
import dev.wharf.destinations.microsoft365.traffic.Reply;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Brings the files of an item that is there without them, and says that it is whole when they are
/// all there in their sizes. Whatever was lost on the way: it looks what is there, removes what is
/// no whole file of it, and sends what is missing.
///
/// For one thread.
final class FileTransfer {
    private static final int ROUNDS = 5;

    private final MailboxCaller caller;
    private final UploadClient uploads;
    private final FileLimits limits;
    private final HalfItems items;

    FileTransfer(MailboxCaller caller, UploadClient uploads, FileLimits limits) {
        this.caller = caller;
        this.uploads = uploads;
        this.limits = limits;
        this.items = new HalfItems(caller, limits);
    }

    void bring(Plan plan) throws Refused {
        List<MailFile> missing = plan.later();
        for (int round = 0; round < ROUNDS; round++) {
            for (MailFile file : missing) {
                send(plan, file);
            }
            missing = mend(plan);
            if (missing.isEmpty()) {
                items.markComplete(plan.item(), caller.patient());
                return;
            }
        }
        throw caller.lost("the files of a mail", "they do not stay as they are sent");
    }

    /// @param all that the item must have in the end
    /// @param later those of them that are not there yet
    record Plan(String item, String messageId, List<MailFile> all, List<MailFile> later) {
        Plan {
            all = List.copyOf(all);
            later = List.copyOf(later);
        }
    }

    /// @return files that are not there, after what is there beside them was removed
    private List<MailFile> mend(Plan plan) throws Refused {
        List<HalfItems.There> there = new ArrayList<>(items.files(plan.item(), caller.patient()));
        List<MailFile> missing = new ArrayList<>();
        for (MailFile file : plan.all()) {
            HalfItems.There found =
                    there.stream().filter(one -> isThat(one, file)).findFirst().orElse(null);
            if (found == null) {
                missing.add(file);
            } else {
                there.remove(found);
            }
        }
        for (HalfItems.There beside : there) {
            items.removeFile(plan.item(), beside.id(), caller.patient());
        }
        return missing;
    }

    private boolean isThat(HalfItems.There there, MailFile file) {
        return there.name().equals(file.name()) && limits.fits(file.size(), there.size());
    }

    private void send(Plan plan, MailFile file) throws Refused {
        if (file.size() < limits.postBelow()) {
            post(plan, file);
            return;
        }
        FileUpload.Target target = new FileUpload.Target(plan.item(), file);
        try {
            new FileUpload(caller, uploads, limits, target).send();
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "a file of %s could not be read from the archive".formatted(plan.messageId()),
                    unreadable);
        }
    }

    /// Sent once: whether it arrived is looked at afterwards, so a lost answer puts nothing there
    /// twice.
    private void post(Plan plan, MailFile file) throws Refused {
        Instant until = caller.patient();
        String path = HalfItems.message(plan.item()) + "/attachments";
        byte[] json = MessageWriter.file(file, plan.messageId());
        for (int attempt = 1; ; attempt++) {
            Reply reply =
                    caller.traffic()
                            .alone(
                                    caller.mailbox().value(),
                                    caller.post(path, json, "a file"),
                                    until);
            if (reply.isGood()) {
                return;
            }
            caller.again(reply, "a file", attempt, until);
            if (reply instanceof Reply.InDoubt) {
                return;
            }
        }
    }
}
