package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.item.MessageWriter;
import dev.wharf.destinations.microsoft365.item.TestMail;
import dev.wharf.destinations.microsoft365.item.WharfProperty;
import dev.wharf.mail.Mail;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;

/// An item that says nothing, made to see what a mailbox does with it, and removed when closed.
public final class TestItem implements AutoCloseable {
    /// Long ago, and no date that a server would make up.
    public static final Instant DATE = Instant.parse("2021-03-04T05:06:07Z");

    private final MailboxCaller caller;
    private final String folder;
    private final Mail mail;
    private final String id;

    private TestItem(MailboxCaller caller, String folder, Mail mail, String id) {
        this.caller = caller;
        this.folder = folder;
        this.mail = mail;
        this.id = id;
    }

    /// @param token letters, digits and dashes; no two items of a moment have the same
    public static TestItem create(MailboxCaller caller, String folder, ItemForm form, String token)
            throws Refused {
        Mail mail = TestMail.of(caller.mailbox(), token + "-" + caller.stamp(), DATE);
        byte[] json = new MessageWriter(form).write(mail, mail.htmlUtf8(), TestMail.withoutFiles());
        String path = "/mailFolders/" + GraphText.encoded(folder) + "/messages";
        JsonNode made = caller.ask(caller.post(path, json, "a test item"), caller.patient());
        return new TestItem(caller, folder, mail, made.path("id").asString(""));
    }

    public String id() {
        return id;
    }

    /// What the mailbox made of it.
    ///
    /// @param dated whether received and sent are as given
    /// @param received as the server shows it
    public record Seen(
            String messageClass,
            boolean draft,
            boolean read,
            boolean dated,
            String received,
            String internetMessageId,
            int bodyCharacters) {}

    public Seen look() throws Refused {
        String path =
                HalfItems.message(id)
                        + "?$select=id,subject,body,isDraft,isRead,receivedDateTime,internetMessageId&$expand="
                        + GraphText.encoded(
                                FoundItem.expand(
                                        WharfProperty.MESSAGE_CLASS,
                                        WharfProperty.DELIVERY_TIME,
                                        WharfProperty.SUBMIT_TIME));
        JsonNode seen = caller.ask(caller.get(path, "a test item"), caller.patient());
        return new Seen(
                GraphText.word(FoundItem.property(seen, WharfProperty.MESSAGE_CLASS)),
                seen.path("isDraft").asBoolean(true),
                seen.path("isRead").asBoolean(false),
                isDated(seen, WharfProperty.DELIVERY_TIME)
                        && isDated(seen, WharfProperty.SUBMIT_TIME),
                GraphText.word(seen.path("receivedDateTime").asString("")),
                GraphText.word(seen.path("internetMessageId").asString("")),
                ShownText.length(seen.path("body").path("content").asString("")));
    }

    /// Its text as it was sent, counted the same way as [Seen#bodyCharacters].
    public int sentCharacters() {
        return ShownText.length(mail.html());
    }

    public String messageId() {
        return mail.messageId();
    }

    private static boolean isDated(JsonNode seen, String property) {
        return FoundItem.property(seen, property).startsWith("2021-03-04T05:06:07");
    }

    /// Whether asking by the key finds it now: what keeps mails from arriving twice.
    public boolean isFoundByKey() throws Refused {
        Presence presence = new Presence(caller, folder, FileLimits.DOCUMENTED);
        return presence.find(List.of(mail.messageId()), caller.patient())
                .containsKey(mail.messageId());
    }

    @Override
    public void close() throws Refused {
        new HalfItems(caller, FileLimits.DOCUMENTED).remove(id, caller.patient());
    }
}
