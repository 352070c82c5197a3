package dev.wharf.mail;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The headers of a stored mail, in the order in which [MimeWriter] writes them.
record StoredMailHeaders(
        Instant date,
        Mailbox from,
        Recipients to,
        String subject,
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        String threadTopic,
        List<Header> properties) {

    static StoredMailHeaders read(StoredText text) {
        Instant date = Times.parseRfc5322(text.header("Date").value());
        if (date == null) {
            throw StoredText.corrupt("its date cannot be read");
        }
        Mailbox from = new StoredAddresses(text.header("From").value()).one();
        Recipients to = new StoredAddresses(text.header("To").value()).all();
        String subject = value(text, "Subject");
        String id = one(StoredValue.messageIds(text.header("Message-ID").value()));
        String inReplyTo =
                text.nextIs("In-Reply-To")
                        ? one(StoredValue.messageIds(text.header("In-Reply-To").value()))
                        : null;
        List<String> references = StoredValue.messageIds(text.header("References").value());
        String topic = value(text, "Thread-Topic");
        text.header("MIME-Version");
        text.header("Auto-Submitted");
        return new StoredMailHeaders(
                date, from, to, subject, id, inReplyTo, references, topic, properties(text));
    }

    private static List<Header> properties(StoredText text) {
        List<Header> properties = new ArrayList<>(40);
        while (!text.atEndOfHeaders() && !text.nextIs("Content-Type")) {
            properties.add(MailReader.decoded(text.header()));
        }
        return properties;
    }

    private static String value(StoredText text, String name) {
        return StoredValue.text(text.header(name).value());
    }

    private static String one(List<String> ids) {
        if (ids.size() != 1 || ids.getFirst().indexOf('@') < 0) {
            throw StoredText.corrupt("a message id cannot be read");
        }
        return ids.getFirst();
    }

    /// What the mail's boundaries are made of.
    String boundaryStem() {
        return messageId.substring(0, messageId.indexOf('@'));
    }

    Mail mail(byte[] text, byte[] html, List<Part> files) {
        return new Mail(
                messageId,
                date,
                from,
                to,
                subject,
                inReplyTo,
                references,
                threadTopic,
                properties,
                text,
                html,
                files);
    }
}
