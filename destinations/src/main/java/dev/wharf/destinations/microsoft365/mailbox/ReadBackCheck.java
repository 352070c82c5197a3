package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.MailboxSession.ReadBack;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.FileSizes;
import dev.wharf.destinations.microsoft365.item.ItemForm;
import dev.wharf.destinations.microsoft365.item.MailFile;
import dev.wharf.destinations.microsoft365.item.MessageWriter;
import dev.wharf.destinations.microsoft365.item.WharfProperty;
import dev.wharf.mail.Mail;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads an item back and compares what Exchange keeps with what was sent: class, dates, our id,
/// subject, digest of the body as it was sent, length of the text as it is shown now, names and
/// sizes of files.
///
/// It does not prove that the shown text or a file's bytes are the same: Exchange rewrites HTML,
/// and the files are not fetched.
///
/// For one thread.
final class ReadBackCheck {
    private static final String SELECT = "id,subject,body,isDraft,internetMessageId";

    private final MailboxCaller caller;
    private final Preparation preparation;
    private final ItemForm form;
    private final FileLimits limits;

    ReadBackCheck(MailboxCaller caller, Preparation preparation, ItemForm form, FileLimits limits) {
        this.caller = caller;
        this.preparation = preparation;
        this.form = form;
        this.limits = limits;
    }

    ReadBack check(String item, Outgoing sent) {
        Preparation.Planned planned = preparation.plan(sent);
        try {
            Instant until = caller.patient();
            GraphAnswer answer = caller.answer(caller.get(path(item), "a mail"), until);
            if (isGone(answer)) {
                return new ReadBack.Gone();
            }
            if (!answer.isGood()) {
                return new ReadBack.Unknown(caller.refused("a mail", answer).why());
            }
            List<String> differences = differences(answer.body(), planned, sent);
            filesDifference(item, planned.files().all(), until).ifPresent(differences::add);
            return differences.isEmpty()
                    ? new ReadBack.Same(false)
                    : new ReadBack.Different(String.join("; ", differences));
        } catch (Refused why) {
            return new ReadBack.Unknown(why.why());
        }
    }

    private static String path(String item) {
        return HalfItems.message(item)
                + "?$select="
                + SELECT
                + "&$expand="
                + GraphText.encoded(
                        FoundItem.expand(
                                WharfProperty.MESSAGE_CLASS,
                                WharfProperty.DELIVERY_TIME,
                                WharfProperty.SUBMIT_TIME,
                                WharfProperty.BODY_DIGEST));
    }

    private static boolean isGone(GraphAnswer answer) {
        return answer.status() == 404
                && (answer.code().isEmpty() || answer.code().equals("ErrorItemNotFound"));
    }

    private List<String> differences(JsonNode item, Preparation.Planned planned, Outgoing sent) {
        Mail mail = planned.mail();
        List<String> found = new ArrayList<>();
        say(found, "our id", mail.messageId(), FoundItem.property(item, WharfProperty.KEY));
        say(found, "state", WharfProperty.COMPLETE, FoundItem.property(item, WharfProperty.STATE));
        say(
                found,
                "class",
                form.messageClass(),
                FoundItem.property(item, WharfProperty.MESSAGE_CLASS));
        date(found, "received", WharfProperty.DELIVERY_TIME, item, sent.date());
        date(found, "sent", WharfProperty.SUBMIT_TIME, item, sent.date());
        if (item.path("isDraft").asBoolean(false)) {
            found.add("it is a draft");
        }
        String digest = FoundItem.property(item, WharfProperty.BODY_DIGEST);
        if (!digest.equals(MessageWriter.digest(mail.htmlUtf8()))) {
            found.add("the body that was sent is another");
        }
        if (!MessageWriter.subject(mail).equals(item.path("subject").asString(""))) {
            found.add("the subject is another");
        }
        if (!planned.inFile() && !ShownText.alike(mail.html(), item.path("body"))) {
            found.add("the text is much longer or shorter");
        }
        return found;
    }

    /// Values that hold nothing of a chat.
    private static void say(List<String> found, String what, String wanted, String is) {
        if (!wanted.equalsIgnoreCase(is)) {
            found.add("%s is '%s'".formatted(what, GraphText.word(is)));
        }
    }

    private static void date(
            List<String> found, String what, String property, JsonNode item, Instant wanted) {
        String text = FoundItem.property(item, property);
        if (!isSecond(text, wanted)) {
            found.add("the date %s is '%s'".formatted(what, GraphText.word(text)));
        }
    }

    private static boolean isSecond(String text, Instant wanted) {
        try {
            Instant is = Instant.parse(text);
            return is.truncatedTo(ChronoUnit.SECONDS)
                    .equals(wanted.truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    private Optional<String> filesDifference(String item, List<MailFile> wanted, Instant until)
            throws Refused {
        List<HalfItems.There> there =
                wanted.isEmpty() ? List.of() : new HalfItems(caller, limits).files(item, until);
        List<String> names = there.stream().map(HalfItems.There::name).sorted().toList();
        List<Long> sizes = there.stream().map(HalfItems.There::size).toList();
        boolean same =
                names.equals(wanted.stream().map(MailFile::name).sorted().toList())
                        && FileSizes.of(wanted).match(sizes, limits);
        return same
                ? Optional.empty()
                : Optional.of(
                        "%d of %d files, or of other names or sizes"
                                .formatted(there.size(), wanted.size()));
    }
}
