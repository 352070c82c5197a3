package dev.wharf.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes webhooks of the WhatsApp Business Platform as Meta sends them, of any number of updates,
/// signed: texts, pictures, documents, edits, deletions, echoes of what the owner wrote on the
/// phone, statuses and calls. The same seed makes the same bytes. For one thread.
public final class SignedWebhooks {
    private static final int PEOPLE = 50;
    private static final int REMEMBERED = 200;

    private final Random random;
    private final byte[] secret;
    private final String phoneNumberId;
    private final String number;
    private final List<String[]> said = new ArrayList<>();
    private long count;
    private Instant now = Instant.parse("2026-11-02T08:00:00Z");

    /// @param phoneNumberId Meta's id of the business number
    /// @param number its digits, as `display_phone_number` shows them
    public SignedWebhooks(long seed, byte[] secret, String phoneNumberId, String number) {
        this.random = new Random(seed);
        this.secret = secret.clone();
        this.phoneNumberId = phoneNumberId;
        this.number = number;
    }

    /// @param signature what stands in `X-Hub-Signature-256`
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Signed(byte[] body, String signature) {}

    /// One element of a list of a change.
    private record Update(String field, String list, String json, String person) {}

    public Signed next(int updates) {
        Map<String, List<Update>> changes = new LinkedHashMap<>();
        for (int i = 0; i < updates; i++) {
            Update update = update();
            changes.computeIfAbsent(update.list, _ -> new ArrayList<>()).add(update);
        }
        List<String> written = changes.values().stream().map(this::change).toList();
        byte[] body =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"102290129340398\",\"changes\":[%s]}]}"
                        .formatted(String.join(",", written))
                        .getBytes(StandardCharsets.UTF_8);
        return new Signed(body, sign(body, secret));
    }

    /// `sha256=` and the HMAC of the body's very bytes.
    public static String sign(byte[] body, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What lies under a media id that these webhooks name.
    public static byte[] file(String mediaId) {
        byte[] content = new byte[2_000];
        new Random(mediaId.hashCode()).nextBytes(content);
        return content;
    }

    /// An id as Meta makes it: the other side's number and the phone's own message id are inside.
    public static String wamid(String phone, String messageId, boolean sent) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x1c, 0x18, (byte) phone.length()});
        bytes.writeBytes(phone.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {0x15, 0x02, 0x00, (byte) (sent ? 0x11 : 0x12)});
        bytes.writeBytes(new byte[] {0x18, (byte) messageId.length()});
        bytes.writeBytes(messageId.getBytes(StandardCharsets.US_ASCII));
        bytes.write(0);
        return "wamid." + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private String change(List<Update> updates) {
        List<String> contacts =
                updates.stream()
                        .map(Update::person)
                        .distinct()
                        .map(
                                phone ->
                                        "{\"profile\":{\"name\":\"Person %s\"},\"wa_id\":\"%s\"}"
                                                .formatted(phone.substring(7), phone))
                        .toList();
        return "{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"%s\",\"phone_number_id\":\"%s\"},\"contacts\":[%s],\"%s\":[%s]},\"field\":\"%s\"}"
                .formatted(
                        number,
                        phoneNumberId,
                        String.join(",", contacts),
                        updates.getFirst().list,
                        String.join(",", updates.stream().map(Update::json).toList()),
                        updates.getFirst().field);
    }

    private Update update() {
        count++;
        now = now.plusSeconds(random.nextInt(60));
        String person = "49170000" + (1000 + random.nextInt(PEOPLE));
        String own = "3A%018X".formatted((random.nextLong() & 0xff_ffff_ffffL) | (count << 40));
        return switch (random.nextInt(20)) {
            case 0, 1 -> file(person, own, "image", "image/jpeg", "");
            case 2 -> file(person, own, "document", "application/pdf", ",\"filename\":\"r.pdf\"");
            case 3 -> about(person, own, "edit");
            case 4 -> about(person, own, "revoke");
            case 5, 6 -> echo(person, own);
            case 7, 8, 9, 10, 11, 12 -> status(person);
            case 13 -> call(person, own);
            default -> message(person, own, "text", "{\"body\":\"%s\"}".formatted(words()));
        };
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        for (int i = 3 + random.nextInt(12); i > 0; i--) {
            words.append(Long.toString(random.nextInt(40_000) + 36L, 36)).append(' ');
        }
        return words.append(count).toString();
    }

    private Update message(String person, String own, String type, String body) {
        String id = wamid(person, own, false);
        remember(id, person);
        return new Update("messages", "messages", written(id, person, type, body), person);
    }

    private String written(String id, String from, String type, String body) {
        return "{\"from\":\"%s\",\"id\":\"%s\",\"timestamp\":\"%d\",\"type\":\"%s\",\"%s\":%s}"
                .formatted(from, id, now.getEpochSecond(), type, type, body);
    }

    private void remember(String id, String person) {
        if (said.size() >= REMEMBERED) {
            said.removeFirst();
        }
        said.add(new String[] {id, person});
    }

    private Update file(String person, String own, String type, String mime, String more) {
        String id = Long.toString(1_000_000_000_000L + count);
        String digest = Base64.getEncoder().encodeToString(sha256(file(id)));
        return message(
                person,
                own,
                type,
                "{\"mime_type\":\"%s\",\"sha256\":\"%s\",\"id\":\"%s\"%s}"
                        .formatted(mime, digest, id, more));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// An edit or a deletion of something said before; a text when nothing was.
    private Update about(String person, String own, String type) {
        if (said.isEmpty()) {
            return message(person, own, "text", "{\"body\":\"%s\"}".formatted(words()));
        }
        String[] target = said.get(random.nextInt(said.size()));
        String body =
                type.equals("edit")
                        ? "{\"original_message_id\":\"%s\",\"message\":{\"type\":\"text\",\"text\":{\"body\":\"%s\"}}}"
                                .formatted(target[0], words())
                        : "{\"original_message_id\":\"%s\"}".formatted(target[0]);
        String id = wamid(target[1], own, false);
        return new Update("messages", "messages", written(id, target[1], type, body), target[1]);
    }

    private Update echo(String person, String own) {
        String id = wamid(person, own, true);
        remember(id, person);
        String json =
                "{\"from\":\"%s\",\"to\":\"%s\",\"id\":\"%s\",\"timestamp\":\"%d\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
                        .formatted(number, person, id, now.getEpochSecond(), words());
        return new Update("smb_message_echoes", "message_echoes", json, person);
    }

    private Update status(String person) {
        String word = List.of("sent", "delivered", "read").get(random.nextInt(3));
        String id = wamid(person, "3EB0%016X".formatted(random.nextLong() >>> 8), true);
        String json =
                "{\"id\":\"%s\",\"status\":\"%s\",\"timestamp\":\"%d\",\"recipient_id\":\"%s\"}"
                        .formatted(id, word, now.getEpochSecond(), person);
        return new Update("messages", "statuses", json, person);
    }

    private Update call(String person, String own) {
        String json =
                "{\"id\":\"wacid.%s\",\"from\":\"%s\",\"to\":\"%s\",\"event\":\"terminate\",\"direction\":\"USER_INITIATED\",\"timestamp\":\"%d\",\"status\":\"COMPLETED\",\"duration\":%d}"
                        .formatted(own, person, number, now.getEpochSecond(), random.nextInt(900));
        return new Update("calls", "calls", json, person);
    }
}
