package dev.wharf.mail;

import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The leaves of a mail, in order, as mime4j sees them when it is strict.
final class Mime4jParts {
    private static final MimeConfig STRICT =
            MimeConfig.custom()
                    .setStrictParsing(true)
                    .setMaxLineLen(1000)
                    .setMaxHeaderLen(-1)
                    .build();

    private Mime4jParts() {}

    /// One part that is no multipart.
    ///
    /// @param text its bytes, taken for UTF-8
    record Leaf(
            String type,
            @Nullable String fileName,
            String digest,
            String text,
            Map<String, String> headers) {

        @Nullable String property(String name) {
            return headers.get(name);
        }
    }

    static List<Leaf> read(byte[] mail) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(STRICT);
        List<Leaf> leaves = new ArrayList<>();
        add(builder.parseMessage(new ByteArrayInputStream(mail)), leaves);
        return leaves;
    }

    private static void add(Entity entity, List<Leaf> leaves) throws IOException {
        if (entity.getBody() instanceof Multipart multipart) {
            for (Entity child : multipart.getBodyParts()) {
                add(child, leaves);
            }
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ((SingleBody) entity.getBody()).getInputStream().transferTo(bytes);
        Map<String, String> headers = new TreeMap<>();
        for (Field field : entity.getHeader().getFields()) {
            headers.put(field.getName(), field.getBody().strip());
        }
        leaves.add(
                new Leaf(
                        entity.getMimeType(),
                        entity.getFilename(),
                        Seen.digest(bytes.toByteArray()),
                        bytes.toString(StandardCharsets.UTF_8),
                        headers));
    }
}
