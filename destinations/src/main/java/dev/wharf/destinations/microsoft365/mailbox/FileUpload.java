package dev.wharf.destinations.microsoft365.mailbox;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.WharfException;
import dev.wharf.destinations.microsoft365.graph.GraphAnswer;
import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.item.FileLimits;
import dev.wharf.destinations.microsoft365.item.MailFile;
import dev.wharf.destinations.microsoft365.traffic.Reply;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/// Sends one large file piece by piece, in the order that the server asks for. Where a piece is
/// lost, the server is asked what it has; a session that has expired is begun anew.
///
/// For one thread.
final class FileUpload {
    private final MailboxCaller caller;
    private final UploadClient client;
    private final FileLimits limits;
    private final String item;
    private final MailFile file;
    private int troubles;

    /// Patience begins anew with each piece that arrives: a large file takes longer than it.
    private Instant until;

    FileUpload(MailboxCaller caller, UploadClient client, FileLimits limits, Target target) {
        this.caller = caller;
        this.client = client;
        this.limits = limits;
        this.item = target.item;
        this.file = target.file;
        this.until = caller.patient();
    }

    record Target(String item, MailFile file) {}

    void send() throws Refused, IOException {
        URI address = begin();
        try (PieceReader pieces = new PieceReader(file)) {
            long at = 0;
            while (at < file.size()) {
                int length = (int) Math.min(limits.chunkBytes(), file.size() - at);
                Reply reply = put(address, pieces.read(at, length), at);
                if (reply.isGood() && isLast((Reply.Answered) reply)) {
                    return;
                }
                Long next = next(reply, address);
                if (next == null) {
                    address = begin();
                }
                at = next == null ? 0 : next;
            }
        }
    }

    private URI begin() throws Refused {
        JsonNode session = session(caller, item, file, until);
        try {
            return client.checked(session.path("uploadUrl").asString(""));
        } catch (WharfException elsewhere) {
            String why = Objects.requireNonNullElse(elsewhere.getMessage(), "a wrong address");
            throw new Refused(
                    new Refusal(elsewhere.code(), Scope.DESTINATION, why), caller.later());
        }
    }

    /// Begins a session; one that is not used expires by itself.
    static JsonNode session(MailboxCaller caller, String item, MailFile file, Instant until)
            throws Refused {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("AttachmentItem")
                .put("attachmentType", "file")
                .put("name", file.name())
                .put("size", file.size())
                .put("contentType", file.type());
        String path = HalfItems.message(item) + "/attachments/createUploadSession";
        byte[] json = JsonMapper.shared().writeValueAsBytes(body);
        return caller.ask(caller.post(path, json, "a large file"), until);
    }

    private Reply put(URI address, byte[] piece, long at) {
        return caller.traffic()
                .alone(
                        caller.mailbox().value(),
                        piece.length,
                        until,
                        () -> client.put(address, piece, at, file.size()));
    }

    private static boolean isLast(Reply.Answered reply) {
        return reply.answer().status() == 201 || ranges(reply.answer()).isEmpty();
    }

    /// Where to go on.
    ///
    /// @return null when the session is over and has to be begun anew
    private @Nullable Long next(Reply reply, URI address) throws Refused {
        if (reply instanceof Reply.Answered(GraphAnswer answer) && answer.isGood()) {
            troubles = 0;
            until = caller.patient();
            return start(answer);
        }
        troubles++;
        if (reply instanceof Reply.Answered(GraphAnswer answer)) {
            if (troubles >= caller.pace().attempts() || !isMendable(answer.status())) {
                throw caller.refused("a large file", answer);
            }
            return isOver(answer.status()) ? null : wanted(address);
        }
        caller.again(reply, "a large file", troubles, until);
        return wanted(address);
    }

    private static boolean isMendable(int status) {
        return isOver(status) || status == 400 || status == 409 || status == 416;
    }

    private static boolean isOver(int status) {
        return status == 404 || status == 410 || status == 401 || status == 403;
    }

    /// Asks what the server still wants; a file of which it wants nothing is looked for among the
    /// item's files by whoever called.
    private @Nullable Long wanted(URI address) throws Refused {
        for (int attempt = 1; ; attempt++) {
            Reply reply =
                    caller.traffic()
                            .alone(
                                    caller.mailbox().value(),
                                    0,
                                    until,
                                    () -> client.status(address));
            if (reply instanceof Reply.Answered(GraphAnswer answer)) {
                return answer.isGood() ? wanted(answer) : overOrRefused(answer);
            }
            caller.again(reply, "a large file", attempt, until);
        }
    }

    private Long wanted(GraphAnswer answer) {
        return ranges(answer).isEmpty() ? Long.valueOf(file.size()) : start(answer);
    }

    private @Nullable Long overOrRefused(GraphAnswer answer) throws Refused {
        if (!isOver(answer.status())) {
            throw caller.refused("a large file", answer);
        }
        // It may be over because all of it is there: looked for by whoever called.
        return file.size();
    }

    private static JsonNode ranges(GraphAnswer answer) {
        JsonNode lower = answer.body().path("nextExpectedRanges");
        return lower.isMissingNode() ? answer.body().path("NextExpectedRanges") : lower;
    }

    /// The first byte of `123-` or `123-456`.
    private Long start(GraphAnswer answer) {
        String range = ranges(answer).path(0).asString("");
        int dash = range.indexOf('-');
        String first = dash < 0 ? range : range.substring(0, dash);
        return first.matches("\\d{1,18}") ? Long.valueOf(first) : Long.valueOf(file.size());
    }
}
