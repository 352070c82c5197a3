package dev.wharf.destinations.microsoft365.item;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.mail.Header;
import dev.wharf.mail.Mail;
import dev.wharf.mail.Mailbox;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the JSON by which Graph creates one message. What Graph ignores at creation (dates, other
/// headers than `x-`) is given as properties, which it takes at creation only.
public final class MessageWriter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SUBJECT = 255;

    /// Longer values of headers travel as properties.
    private static final int HEADER = 900;

    private final ItemForm form;

    public MessageWriter(ItemForm form) {
        this.form = form;
    }

    /// @param html the body to show; may be a notice in place of the mail's own
    /// @throws WharfException STORAGE_FAILED or what else reading a file from the archive fails
    ///   with
    public byte[] write(Mail mail, byte[] html, FilePlan files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(html.length + 8192);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            head(mail, json);
            body(html, json);
            people(mail, json);
            headers(mail, json);
            properties(propertiesOf(mail, files), json);
            files(files.inCreate(), mail, json);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private void head(Mail mail, JsonGenerator json) {
        json.writeStringProperty("subject", subject(mail));
        json.writeBooleanProperty("isRead", form.isRead());
        json.writeStringProperty("internetMessageId", "<" + mail.messageId() + ">");
        if (form.category() != null) {
            json.writeArrayPropertyStart("categories");
            json.writeString(form.category());
            json.writeEndArray();
        }
    }

    /// At most 255 characters, and no half of one.
    public static String subject(Mail mail) {
        String subject = mail.subject();
        if (subject.length() <= SUBJECT) {
            return subject;
        }
        int end = Character.isHighSurrogate(subject.charAt(SUBJECT - 1)) ? SUBJECT - 1 : SUBJECT;
        return subject.substring(0, end);
    }

    private static void body(byte[] html, JsonGenerator json) {
        json.writeObjectPropertyStart("body");
        json.writeStringProperty("contentType", "html");
        json.writeName("content");
        json.writeString(new String(html, StandardCharsets.UTF_8));
        json.writeEndObject();
    }

    private void people(Mail mail, JsonGenerator json) {
        json.writeName("from");
        person(mail.from(), json);
        json.writeName("sender");
        person(mail.from(), json);
        json.writeArrayPropertyStart("toRecipients");
        mail.to().mailboxes().stream()
                .limit(form.recipients())
                .forEach(mailbox -> person(mailbox, json));
        json.writeEndArray();
    }

    private static void person(Mailbox mailbox, JsonGenerator json) {
        json.writeStartObject();
        json.writeObjectPropertyStart("emailAddress");
        if (!mailbox.name().isEmpty()) {
            json.writeStringProperty("name", mailbox.name());
        }
        json.writeStringProperty("address", mailbox.address());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void headers(Mail mail, JsonGenerator json) {
        List<Header> headers = mail.properties().stream().filter(MessageWriter::isHeader).toList();
        if (headers.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("internetMessageHeaders");
        for (Header header : headers) {
            json.writeStartObject();
            json.writeStringProperty("name", header.name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("value", header.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static boolean isHeader(Header header) {
        return Mail.GRAPH_HEADERS.contains(header.name()) && header.value().length() <= HEADER;
    }

    private Map<String, String> propertiesOf(Mail mail, FilePlan files) {
        Map<String, String> all = new LinkedHashMap<>();
        String date = mail.date().truncatedTo(ChronoUnit.SECONDS).toString();
        all.put(WharfProperty.MESSAGE_FLAGS, String.valueOf(form.flags()));
        all.put(WharfProperty.DELIVERY_TIME, date);
        all.put(WharfProperty.SUBMIT_TIME, date);
        all.put(WharfProperty.MESSAGE_CLASS, form.messageClass());
        all.put(WharfProperty.KEY, mail.messageId());
        all.put(WharfProperty.BODY_DIGEST, digest(mail.htmlUtf8()));
        all.put(
                WharfProperty.STATE,
                files.isWholeAtOnce() ? WharfProperty.COMPLETE : WharfProperty.INCOMPLETE);
        all.put(WharfProperty.FILES, FileSizes.of(files.all()).written());
        relations(mail, all);
        for (Header header : mail.properties()) {
            if (!isHeader(header) && !header.value().isEmpty()) {
                all.put(WharfProperty.named(header.name()), header.value());
            }
        }
        return all;
    }

    private void relations(Mail mail, Map<String, String> all) {
        if (mail.inReplyTo() != null) {
            all.put(WharfProperty.IN_REPLY_TO, "<" + mail.inReplyTo() + ">");
        }
        if (!mail.references().isEmpty()) {
            all.put(
                    WharfProperty.REFERENCES,
                    mail.references().stream()
                            .map(id -> "<" + id + ">")
                            .collect(Collectors.joining(" ")));
        }
        if (!mail.threadTopic().isEmpty()) {
            all.put(WharfProperty.named("Thread-Topic"), mail.threadTopic());
        }
        int recipients = mail.to().mailboxes().size();
        if (recipients > form.recipients()) {
            all.put(
                    WharfProperty.RECIPIENTS_LEFT_OUT,
                    String.valueOf(recipients - form.recipients()));
        }
    }

    private static void properties(Map<String, String> all, JsonGenerator json) {
        json.writeArrayPropertyStart("singleValueExtendedProperties");
        all.forEach(
                (id, value) -> {
                    json.writeStartObject();
                    json.writeStringProperty("id", id);
                    json.writeStringProperty("value", value);
                    json.writeEndObject();
                });
        json.writeEndArray();
    }

    private static void files(List<MailFile> files, Mail mail, JsonGenerator json) {
        if (files.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("attachments");
        for (MailFile file : files) {
            file(file, mail.messageId(), json);
        }
        json.writeEndArray();
    }

    /// One file with its content, as Graph takes it inside a message and by itself.
    ///
    /// @param messageId for errors
    public static byte[] file(MailFile file, String messageId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) (file.size() / 3 * 4 + 1000));
        try (JsonGenerator json = JSON.createGenerator(out)) {
            file(file, messageId, json);
        }
        return out.toByteArray();
    }

    private static void file(MailFile file, String messageId, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("@odata.type", "#microsoft.graph.fileAttachment");
        json.writeStringProperty("name", file.name());
        json.writeStringProperty("contentType", file.type());
        json.writeName("contentBytes");
        byte[] content = new byte[(int) file.size()];
        try (InputStream in = file.open()) {
            if (in.readNBytes(content, 0, content.length) < content.length || in.read() >= 0) {
                throw new WharfException(
                        ErrorCode.STORAGE_CORRUPT,
                        "a file of %s has not the size that the archive says".formatted(messageId));
            }
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "a file of %s could not be read from the archive".formatted(messageId),
                    unreadable);
        }
        json.writeBinary(content);
        json.writeEndObject();
    }

    /// SHA-256, lower-case hexadecimal.
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
