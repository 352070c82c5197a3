package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.MailFile;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.List;

/// Files on a [TestItem], brought there as those of mails are.
public final class TestFiles {
    private final MailboxCaller caller;
    private final UploadClient uploads;
    private final FileLimits limits;
    private final String item;

    public TestFiles(MailboxCaller caller, UploadClient uploads, FileLimits limits, String item) {
        this.caller = caller;
        this.uploads = uploads;
        this.limits = limits;
        this.item = item;
    }

    /// @throws Refused also when they are not there afterwards in their sizes
    public void bring(MailFile... files) throws Refused {
        List<MailFile> all = List.of(files);
        new FileTransfer(caller, uploads, limits)
                .bring(new FileTransfer.Plan(item, "a test item", all, all));
    }

    /// Bytes of all files as the server counts them.
    public long counted() throws Refused {
        return new HalfItems(caller, limits)
                .files(item, caller.patient()).stream().mapToLong(HalfItems.There::size).sum();
    }

    /// Where the server wants a large file; it is not sent.
    public URI uploadAddress(MailFile file) throws Refused {
        JsonNode session = FileUpload.session(caller, item, file, caller.patient());
        return URI.create(session.path("uploadUrl").asString("none:"));
    }
}
