package dev.wharf.capture.telemessage;

import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.LocalTimeQuirk;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Structured;
import dev.wharf.core.event.TimeBasis;
import dev.wharf.core.event.TimePrecision;
import dev.wharf.core.party.Person;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes of one mail what it says: nearly always one thing. What it does not understand it says so
/// of, with all the words. For one thread.
final class MailReader {
    private final Participants participants = new Participants();
    private final Instant otherwise;

    /// @param otherwise when the capture came, for mails that have no time of their own
    MailReader(Instant otherwise) {
        this.otherwise = otherwise;
    }

    /// Empty for a mail that Wharf itself had delivered.
    ///
    /// @throws IOException when the bytes cannot be had
    List<Said> read(MailFile file, MailBytes bytes) throws IOException {
        ParsedMail mail;
        try {
            mail = MailParser.parse(bytes::open);
        } catch (UnreadableMailException e) {
            ParsedMail nothing = new ParsedMail(bytes::open, new MailHeaders(), null, List.of());
            return unknown(new One(file, bytes, nothing), "mail that is none: " + e.getMessage());
        }
        if (VendorForm.isOurOwn(mail.headers())) {
            return List.of();
        }
        if (mail.headers().isEmpty()) {
            return unknown(new One(file, bytes, mail), "mail without headers");
        }
        return said(new One(file, bytes, Journal.unwrapped(mail)));
    }

    /// A mail with all that is asked of it.
    private record One(MailFile file, MailBytes bytes, ParsedMail mail) {
        MailHeaders headers() {
            return mail.headers();
        }
    }

    private List<Said> said(One one) throws IOException {
        VendorForm form = VendorForm.of(one.headers());
        return switch (form.kind()) {
            case NOT_THE_VENDORS -> unknown(one, "mail in no form of the old archive");
            case OTHER_NETWORK -> unknown(one, "mail of another network: " + form.network());
            case UNKNOWN_FORM -> unknown(one, "mail of the old archive of an unknown form");
            case ENCRYPTED -> encrypted(one, form);
            case MESSAGE -> List.of(message(one, form));
            case DIGEST -> List.of(digest(one, form));
            case CALL -> withFiles(one, form, call(one, form));
            case DELETION -> withFiles(one, form, deletion(one, form));
        };
    }

    private Said message(One one, VendorForm form) throws IOException {
        AttachedFiles files = AttachedFiles.of(one.mail);
        Content content = Content.Message.media(one.mail.text(), files.attachments());
        return said(one, conversation(one, form), content, "", files.pending());
    }

    /// Who wrote which line stands in the words only: nobody is claimed to have written all.
    private Said digest(One one, VendorForm form) throws IOException {
        AttachedFiles files = AttachedFiles.of(one.mail);
        Conversation all = conversation(one, form);
        Content.Message message =
                new Content.Message(
                        one.mail.text(),
                        files.attachments(),
                        null,
                        List.of(),
                        null,
                        null,
                        new Structured(
                                "Conversation of a day",
                                null,
                                List.of(
                                        new Field(
                                                "As",
                                                "one mail of the old archive; who wrote what stands in its words"))),
                        List.of(),
                        MessageMarks.NONE);
        return said(
                one,
                new Conversation(all.chat(), null, all.members()),
                message,
                "",
                files.pending());
    }

    private Said call(One one, VendorForm form) throws IOException {
        Conversation conversation = conversation(one, form);
        CallText call =
                CallText.read(
                        form.how(), one.headers().text("x-telemessage-status"), one.mail.text());
        Content content =
                new Content.Call(
                        form.medium(),
                        call.direction(),
                        call.outcome(),
                        call.duration(),
                        conversation.members(),
                        conversation.chat().kind() == ChatKind.GROUP,
                        one.mail.text());
        return said(one, conversation, content, "", List.of());
    }

    private Said deletion(One one, VendorForm form) throws IOException {
        SubjectLine.Deleted deleted = form.deleted();
        String words = deleted.words();
        String text = one.mail.text() == null ? words : words + "\n\n" + one.mail.text();
        String about = String.join(" ", MailNames.about(one.headers()));
        MessageRef target =
                about.isEmpty()
                        ? MessageRef.UNKNOWN
                        : new MessageRef(null, new MessageKey(null, about, null, null));
        Content content = new Content.Deletion(target, deleted.scope(), null, text);
        return said(
                one,
                conversation(one, form),
                content,
                "",
                List.of(),
                "#" + words.replace(" – ", "-").replace(' ', '-'));
    }

    /// Calls and deletions hold no files; where a mail brings some all the same, what they came
    /// with goes before.
    private List<Said> withFiles(One one, VendorForm form, Said said) throws IOException {
        if (one.mail.pieces().isEmpty()) {
            return List.of(said);
        }
        AttachedFiles files = AttachedFiles.of(one.mail);
        boolean call = said.content() instanceof Content.Call;
        Said with =
                said(
                        one,
                        conversation(one, form),
                        Content.Message.media(call ? null : one.mail.text(), files.attachments()),
                        "#files",
                        files.pending(),
                        "#files");
        return List.of(with, said);
    }

    private List<Said> encrypted(One one, VendorForm form) throws IOException {
        String key = one.headers().raw("x-telemessage-enc-key-id");
        Content content =
                new Content.Unreadable(
                        Content.Unreadable.Reason.NOT_DECRYPTED,
                        "The old archive encrypted this mail for a key of its customer%s"
                                .formatted(key == null ? "" : ": " + key));
        return List.of(said(one, conversation(one, form), content, "", List.of()));
    }

    private List<Said> unknown(One one, String type) throws IOException {
        String subject = one.headers().text("subject");
        String text =
                Stream.of(Optional.ofNullable(subject), Optional.ofNullable(one.mail.text()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("\n\n"));
        Content content = new Content.Unknown(type, text.isEmpty() ? null : text);
        Conversation people = Conversation.notUnderstood(one.headers(), participants);
        return List.of(said(one, people, content, "", List.of()));
    }

    private Conversation conversation(One one, VendorForm form) {
        return Conversation.of(one.headers(), form.subject(), participants);
    }

    private Said said(
            One one,
            Conversation conversation,
            Content content,
            String part,
            List<ContentOpener> pending)
            throws IOException {
        return said(one, conversation, content, part, pending, "");
    }

    /// @param behind what is put behind each of the mail's names, so that two things of one mail
    ///   have names of their own
    private Said said(
            One one,
            Conversation conversation,
            Content content,
            String part,
            List<ContentOpener> pending,
            String behind)
            throws IOException {
        Person sender = conversation.sender();
        List<String> names = new ArrayList<>();
        for (String name : MailNames.of(one.headers(), one.bytes)) {
            names.add(name + behind);
        }
        MessageKey key =
                new MessageKey(
                        null,
                        String.join(" ", names),
                        null,
                        sender == null || sender.phone() == null ? null : sender.phone().digits());
        return new Said(conversation, time(one), key, content, part, pending);
    }

    private EventTime time(One one) {
        String header = one.headers().raw("date");
        Optional<Instant> date = MailDate.parse(header);
        if (date.isPresent()) {
            return EventTime.utc(date.get(), TimePrecision.SECOND);
        }
        Instant written = one.file.written() == null ? otherwise : one.file.written();
        return new EventTime(
                written.truncatedTo(ChronoUnit.SECONDS),
                TimePrecision.SECOND,
                TimeBasis.ZONE_ASSUMED,
                header == null ? "no date" : header,
                "UTC",
                LocalTimeQuirk.NONE);
    }
}
