package dev.wharf.testkit.graph;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Upload sessions of the fake: pieces in order, below four million bytes, multiples of 320 KiB but
/// the last, until the session expires. Guarded by its server's lock.
final class FakeUploads {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    private static final long LEAST = 3_000_000;
    private static final long MOST = 150L * 1024 * 1024;
    private static final int PIECE = 4 * 1024 * 1024;
    private static final int STEP = 320 * 1024;

    private static final class Session {
        final String mailbox;
        final FakeMessage message;
        final String name;
        final String type;
        final long size;
        final byte[] content;
        int received;
        Instant expires;

        Session(String mailbox, FakeMessage message, JsonNode item, Instant expires) {
            this.mailbox = mailbox;
            this.message = message;
            this.name = item.path("name").asString("");
            this.type = item.path("contentType").asString("application/octet-stream");
            this.size = item.path("size").asLong(0);
            // In one piece: tests hold files of 150 MB in small heaps.
            this.content = new byte[Math.toIntExact(Math.clamp(size, 0, MOST))];
            this.expires = expires;
        }
    }

    private final Clock clock;
    private final Consumer<String> wrong;
    private final Map<String, Session> sessions = new HashMap<>();
    private int made;

    /// @param wrong is told what a client must not do
    FakeUploads(Clock clock, Consumer<String> wrong) {
        this.clock = clock;
        this.wrong = wrong;
    }

    FakeReply begin(String base, String mailbox, FakeMessage message, FakeRequest request) {
        JsonNode item =
                request.body() == null
                        ? FakeReply.JSON.createObjectNode()
                        : request.body().path("AttachmentItem");
        Session session =
                new Session(mailbox, message, item, clock.instant().plus(Duration.ofHours(1)));
        if (!item.path("attachmentType").asString("").equals("file")
                || session.name.isEmpty()
                || session.size < LEAST
                || session.size > MOST) {
            return FakeReply.error(400, "ErrorInvalidRequest", "AttachmentItem");
        }
        String id = "upload" + ++made;
        sessions.put(id, session);
        ObjectNode answer =
                FakeReply.JSON
                        .createObjectNode()
                        .put("uploadUrl", base + "/upload/" + id + "?authtoken=secret")
                        .put("expirationDateTime", session.expires.toString());
        answer.putArray("nextExpectedRanges").add("0-");
        return FakeReply.json(201, answer);
    }

    void expire(String id) {
        sessions.remove(id);
    }

    String mailbox(String id) {
        Session session = sessions.get(id);
        return session == null ? "" : session.mailbox;
    }

    FakeReply status(String id) {
        Session session = live(id);
        return session == null ? gone() : FakeReply.json(200, expected(session));
    }

    FakeReply put(String id, Map<String, String> headers, byte[] piece) {
        Session session = live(id);
        if (session == null) {
            return gone();
        }
        if (headers.containsKey("authorization")) {
            wrong.accept("a piece of a file with a token");
            return FakeReply.error(401, "InvalidAuthenticationToken", "no token here");
        }
        Matcher range = RANGE.matcher(headers.getOrDefault("content-range", ""));
        if (!range.matches() || piece.length >= PIECE) {
            wrong.accept("a piece of a file that is too large, or without a range");
            return FakeReply.error(413, "ErrorMessageSizeExceeded", "piece");
        }
        long from = Long.parseLong(range.group(1));
        long to = Long.parseLong(range.group(2));
        if (Long.parseLong(range.group(3)) != session.size || to - from + 1 != piece.length) {
            wrong.accept("a piece of a file with a wrong size");
            return FakeReply.error(400, "ErrorInvalidRequest", "size");
        }
        if (from != session.received) {
            return FakeReply.error(416, "InvalidRange", "not expected")
                    .with("x-expected", session.received + "-");
        }
        if (to + 1 < session.size && piece.length % STEP != 0) {
            wrong.accept("a piece of a file that is no multiple of 320 KiB");
            return FakeReply.error(400, "ErrorInvalidRequest", "multiple");
        }
        System.arraycopy(piece, 0, session.content, session.received, piece.length);
        session.received += piece.length;
        return session.received < session.size
                ? FakeReply.json(200, expected(session))
                : done(id, session);
    }

    private FakeReply done(String id, Session session) {
        sessions.remove(id);
        FakeAttachment file =
                new FakeAttachment("a-" + id, session.name, session.type, session.content);
        session.message.attachments.add(file);
        return FakeReply.empty(201)
                .with("Location", "https://outlook.office.com/attachments('" + file.id() + "')");
    }

    private static ObjectNode expected(Session session) {
        ObjectNode answer = FakeReply.JSON.createObjectNode();
        answer.put("expirationDateTime", session.expires.toString());
        answer.putArray("nextExpectedRanges").add(session.received + "-");
        return answer;
    }

    private @org.jspecify.annotations.Nullable Session live(String id) {
        Session session = sessions.get(id);
        return session == null || !clock.instant().isBefore(session.expires) ? null : session;
    }

    private static FakeReply gone() {
        return FakeReply.error(404, "ErrorItemNotFound", "The upload session is not there.");
    }
}
