package dev.wharf.mail;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.Group;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.util.MimeUtil;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads a mail with Apache mime4j, strictly.
final class Mime4jReader {
    private static final MimeConfig STRICT =
            MimeConfig.custom()
                    .setStrictParsing(true)
                    .setMaxLineLen(1000)
                    .setMaxHeaderLen(-1)
                    .build();

    private String text = "";
    private String html = "";
    private final List<String> files = new ArrayList<>();

    static Seen read(byte[] mail) throws IOException {
        return new Mime4jReader().seen(mail);
    }

    private Seen seen(byte[] mail) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(STRICT);
        Message message = builder.parseMessage(new ByteArrayInputStream(mail));
        part(message);
        List<String> to = new ArrayList<>();
        String group = null;
        for (Address address : message.getTo()) {
            switch (address) {
                case Group named -> {
                    // mime4j leaves a group's name as it stands.
                    group = DecoderUtil.decodeEncodedWords(named.getName(), DecodeMonitor.STRICT);
                    named.getMailboxes().forEach(mailbox -> to.add(person(mailbox)));
                }
                case Mailbox mailbox -> to.add(person(mailbox));
                default -> throw new IllegalStateException("neither group nor mailbox");
            }
        }
        return new Seen(
                message.getSubject(),
                person(message.getFrom().getFirst()),
                group,
                to,
                message.getDate().toInstant().getEpochSecond(),
                message.getMessageId(),
                message.getHeader().getField("In-Reply-To") == null
                        ? null
                        : message.getHeader().getField("In-Reply-To").getBody(),
                text,
                html,
                files,
                properties(message));
    }

    private static Map<String, String> properties(Message message) {
        Map<String, String> properties = new TreeMap<>();
        for (Field field : message.getHeader().getFields()) {
            if (field.getName().startsWith("X-Wharf-")) {
                properties.put(
                        field.getName(),
                        DecoderUtil.decodeEncodedWords(
                                MimeUtil.unfold(field.getBody()), DecodeMonitor.STRICT));
            }
        }
        return properties;
    }

    private void part(Entity entity) throws IOException {
        if (entity.getBody() instanceof Multipart multipart) {
            for (Entity child : multipart.getBodyParts()) {
                part(child);
            }
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ((SingleBody) entity.getBody()).getInputStream().transferTo(bytes);
        if (entity.getFilename() != null) {
            files.add(
                    entity.getFilename()
                            + " | "
                            + entity.getMimeType()
                            + " | "
                            + Seen.digest(bytes.toByteArray()));
        } else if ("text/html".equals(entity.getMimeType())) {
            html = Seen.utf8(bytes.toByteArray());
        } else {
            text = Seen.utf8(bytes.toByteArray());
        }
    }

    private static String person(Mailbox mailbox) {
        return Seen.person(mailbox.getName(), mailbox.getAddress());
    }
}
