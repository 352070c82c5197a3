package dev.wharf.site.feed;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Handler;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.SealedJournal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Hands the journal to the archive's intake: sealed records in order, sealed files, and how far
/// the archive has come.
public final class FeedRoutes implements AutoCloseable {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 16 << 20;
    private static final long USUAL_BYTES = 4 << 20;
    private static final int MOST_SECONDS = 30;
    private static final long MOST_ACK = 1 << 20;

    private final SealedJournal journal;
    private final Arrivals arrivals;
    private final Acknowledgements acknowledgements;
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param journal of its own: others that read in turn would make it look for its place again
    public FeedRoutes(SealedJournal journal, Arrivals arrivals, Acknowledgements acknowledgements) {
        this.journal = journal;
        this.arrivals = arrivals;
        this.acknowledgements = acknowledgements;
    }

    public List<Route> routes() {
        SealedFileReply files = new SealedFileReply(journal);
        return List.of(
                get("/v1/feed", "Sealed records after a sequence", this::feed),
                get("/v1/feed/segments/{segment}", "Header of a segment", this::header),
                get("/v1/feed/state", "How far the journal and the archive are", _ -> state()),
                new Route(
                        Method.POST,
                        "/v1/feed/ack",
                        Access.CONNECTOR,
                        MOST_ACK,
                        "Everything up to a sequence is safely archived",
                        this::acknowledge),
                get("/v1/files/{id}", "A sealed file, or a range of it", files::answer));
    }

    private static Route get(String path, String summary, Handler handler) {
        return new Route(Method.GET, path, Access.CONNECTOR, Route.NO_BODY, summary, handler);
    }

    private Reply feed(Request request) {
        long after = number(request, "after", 0, Long.MAX_VALUE);
        int limit = (int) number(request, "limit", 1000, MOST_ENTRIES);
        long bytes = number(request, "bytes", USUAL_BYTES, MOST_BYTES);
        long wait = number(request, "wait", 0, MOST_SECONDS);
        if (wait > 0) {
            await(after, Duration.ofSeconds(wait));
        }
        return Reply.stream(
                FeedFrame.TYPE, out -> new FeedWriter(journal, out).write(after, limit, bytes));
    }

    private void await(long after, Duration most) {
        waiting.add(Thread.currentThread());
        try {
            if (!closed) {
                arrivals.awaitBeyond(after, most);
            }
        } catch (InterruptedException _) {
            // Closed: what is there is answered, as after the whole wait.
        } finally {
            waiting.remove(Thread.currentThread());
        }
    }

    /// Ends every wait, so that a server that stops need not wait for those who wait. To be closed
    /// before the server is.
    @Override
    public void close() {
        closed = true;
        waiting.forEach(Thread::interrupt);
    }

    private Reply header(Request request) {
        String text = request.path("segment");
        if (!text.matches("[0-9]{1,18}")) {
            return Reply.empty(404);
        }
        return journal.header(Long.parseLong(text))
                .map(header -> Reply.of(200, "application/octet-stream", header))
                .orElseGet(() -> Reply.empty(404));
    }

    private Reply state() {
        return Reply.json(
                200,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("first", journal.first())
                        .put("durable", journal.durable())
                        .put("acknowledged", journal.acknowledged()));
    }

    private Reply acknowledge(Request request) throws IOException {
        JsonNode body = json(request.bytes());
        JsonNode sequence = body.path("sequence");
        if (!sequence.isIntegralNumber() || sequence.longValue() < 0) {
            throw wrong("'sequence' takes a whole number from 0.");
        }
        long upTo = sequence.longValue();
        if (upTo > journal.durable()) {
            throw wrong(
                    "The journal ends at %d; %d cannot be acknowledged."
                            .formatted(journal.durable(), upTo));
        }
        acknowledgements.note(upTo, notArchived(body.path("notArchived"), upTo));
        journal.acknowledge(upTo);
        return state();
    }

    private static Set<Long> notArchived(JsonNode list, long upTo) {
        Set<Long> sequences = new TreeSet<>();
        for (JsonNode each : list) {
            if (!each.isIntegralNumber() || each.longValue() < 1 || each.longValue() > upTo) {
                throw wrong("'notArchived' takes a list of sequences up to the acknowledged one.");
            }
            sequences.add(each.longValue());
        }
        return sequences;
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException unreadable) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE, "The body is not JSON.", unreadable);
        }
    }

    private static long number(Request request, String name, long usual, long most) {
        String text = request.query(name).orElse("");
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw wrong("'%s' takes a whole number from 0.".formatted(name));
        }
        return Math.min(most, Long.parseLong(text));
    }

    private static WharfException wrong(String message) {
        return new WharfException(ErrorCode.INPUT_UNREADABLE, message);
    }
}
