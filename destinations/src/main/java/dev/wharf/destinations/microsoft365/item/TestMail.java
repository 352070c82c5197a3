package dev.wharf.destinations.microsoft365.item;

import dev.wharf.core.item.ContentSource;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.mail.Header;
import dev.wharf.mail.Mail;
import dev.wharf.mail.Mailbox;
import dev.wharf.mail.Part;
import dev.wharf.mail.Recipients;

import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Mails that say nothing, by which a tenant shows what it does with ours. People who find one see
/// what it is.
public final class TestMail {
    public static final String SUBJECT = "WHARF TEST";

    private static final ContentSource NOTHING =
            digest -> {
                throw new FileNotFoundException("a test has no stored files: " + digest);
            };

    private TestMail() {}

    /// @param token that no other test has; letters, digits and dashes
    /// @param date as the mail is to be dated: some years ago, to tell it from now
    public static Mail of(EmailAddress mailbox, String token, Instant date) {
        String text =
                "This item was made by Wharf to see what this mailbox does with it. It is removed by itself; if it is still here tomorrow, remove it.";
        Mailbox self = new Mailbox("Wharf test", mailbox.value());
        return new Mail(
                token + "@test.wharf.invalid",
                date,
                self,
                new Recipients(null, List.of(self)),
                SUBJECT + " " + token,
                null,
                List.of(),
                SUBJECT,
                List.of(
                        new Header("X-Wharf-Item", token),
                        new Header("X-Wharf-Kind", "notice"),
                        new Header("X-Wharf-Source", "test")),
                text.getBytes(StandardCharsets.UTF_8),
                ("<!DOCTYPE html>\r\n<html><head><meta charset=\"utf-8\"></head><body><p>"
                                + text
                                + "</p></body></html>\r\n")
                        .getBytes(StandardCharsets.UTF_8),
                List.of());
    }

    public static FilePlan withoutFiles() {
        return new FilePlan(List.of(), List.of(), List.of());
    }

    /// A file of so many bytes, always the same.
    public static MailFile file(String name, int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i * 31 + (i >> 8) * 17 + (i >> 16));
        }
        return MailFile.of(
                new Part.Inline(name, "application/octet-stream", List.of(), content), NOTHING);
    }
}
