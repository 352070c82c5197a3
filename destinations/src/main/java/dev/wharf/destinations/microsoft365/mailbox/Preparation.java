package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.Outgoing;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.FilePlan;
import dev.wharf.destinations.microsoft365.item.FilePolicy;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.item.MessageWriter;
import dev.wharf.mail.Mail;
import dev.wharf.mail.MailReader;
import dev.wharf.mail.Part;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes the JSON of a mail out of its stored image. Safe for many threads.
final class Preparation {
    /// JSON may double the quotes of HTML; addresses and properties stand beside it.
    private static final int BESIDE = 64 * 1024;

    private static final byte[] NOTICE =
            "<!DOCTYPE html><html><body><p>This mail is too long to be shown here: all of it stands in the attached file conversation.html.</p></body></html>"
                    .getBytes(StandardCharsets.US_ASCII);

    private final FileLimits limits;
    private final FilePolicy policy;
    private final MessageWriter writer;

    Preparation(ItemForm form, FileLimits limits) {
        this.limits = limits;
        this.policy = new FilePolicy(limits);
        this.writer = new MessageWriter(form);
    }

    /// @throws dev.wharf.core.error.WharfException when the archive cannot give it
    Prepared prepare(Outgoing outgoing) {
        Planned planned = plan(outgoing);
        byte[] html = planned.inFile ? NOTICE : planned.mail.htmlUtf8();
        byte[] create = writer.write(planned.mail, html, planned.files);
        return new Prepared(outgoing, planned.files, create);
    }

    /// @param inFile whether the body is too long, and travels as a file
    record Planned(Mail mail, FilePlan files, boolean inFile) {}

    /// What an item of this mail has, without reading its files.
    Planned plan(Outgoing outgoing) {
        Mail mail = MailReader.read(outgoing.image());
        byte[] html = mail.htmlUtf8();
        boolean inFile = written(html) > limits.createBytes();
        List<Part> parts = new ArrayList<>(mail.attachments());
        if (inFile) {
            parts.add(new Part.Inline("conversation.html", "text/html", List.of(), html));
        }
        long body = written(inFile ? NOTICE : html);
        return new Planned(mail, policy.plan(mail, parts, outgoing.contents(), body), inFile);
    }

    /// Bytes of a create with this body, or a few more.
    private static long written(byte[] html) {
        long more = 0;
        for (byte b : html) {
            more += b == '"' || b == '\\' || b == '\r' || b == '\n' ? 1 : 0;
        }
        return html.length + more + BESIDE;
    }
}
