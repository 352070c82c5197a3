package dev.wharf.site.feed;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.alert.AlertReport;
import dev.wharf.site.journal.MediaId;
import dev.wharf.site.journal.SealedJournal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The journal of a site elsewhere.
///
/// What it gives was checked on its way; whether it is genuine the keys tell, which are the
/// archive's. Fails with `SOURCE_UNAVAILABLE` when the site stays away for about ten seconds, and
/// with `SOURCE_REFUSED` when it does not accept the credential. Safe for many threads.
public final class HttpSealedJournal implements SealedJournal, Arrivals {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int MOST_HEADERS = 256;
    private static final long MOST_WAIT_SECONDS = 30;

    private final SiteClient client;
    private final Map<Long, byte[]> headers =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
                    return size() > MOST_HEADERS;
                }
            };

    /// @param pause `Thread::sleep`
    public HttpSealedJournal(SiteAddress site, Pause pause) {
        this.client = new SiteClient(site, pause);
    }

    @Override
    public List<Entry> after(long after, int limit, long mostBytes) {
        FeedPage page =
                page(
                        "/v1/feed?after=%d&limit=%d&bytes=%d".formatted(after, limit, mostBytes),
                        ANSWER);
        synchronized (headers) {
            headers.putAll(page.headers());
        }
        return page.entries();
    }

    private FeedPage page(String path, Duration most) {
        HttpResponse<byte[]> answer = client.ask(SiteClient.Ask.get(path, most));
        try {
            return FeedPage.parse(answer.body());
        } catch (IOException broken) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The site's feed did not arrive whole; it is asked for again.",
                    broken);
        }
    }

    @Override
    public boolean awaitBeyond(long sequence, Duration most) {
        long seconds = Math.clamp(most.toSeconds(), 0, MOST_WAIT_SECONDS);
        String path = "/v1/feed?after=%d&limit=0&wait=%d".formatted(sequence, seconds);
        return page(path, ANSWER.plusSeconds(seconds)).state().durable() > sequence;
    }

    @Override
    public Optional<byte[]> header(long segment) {
        synchronized (headers) {
            byte[] known = headers.get(segment);
            if (known != null) {
                return Optional.of(known.clone());
            }
        }
        HttpResponse<byte[]> answer =
                client.ask(SiteClient.Ask.get("/v1/feed/segments/" + segment, ANSWER));
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        synchronized (headers) {
            headers.put(segment, answer.body());
        }
        return Optional.of(answer.body().clone());
    }

    @Override
    public SeekableByteChannel file(MediaId id) throws IOException {
        return RangedFile.open(client, id);
    }

    @Override
    public boolean holds(MediaId id) {
        return client.ask(new SiteClient.Ask("HEAD", "/v1/files/" + id, null, null, ANSWER))
                        .statusCode()
                != 404;
    }

    @Override
    public long first() {
        return state().first();
    }

    @Override
    public long durable() {
        return state().durable();
    }

    @Override
    public long acknowledged() {
        return state().acknowledged();
    }

    private FeedPage.State state() {
        return state(client.ask(SiteClient.Ask.get("/v1/feed/state", ANSWER)));
    }

    private static FeedPage.State state(HttpResponse<byte[]> answer) {
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body());
            return new FeedPage.State(
                    json.required("first").longValue(),
                    json.required("durable").longValue(),
                    json.required("acknowledged").longValue());
        } catch (JacksonException strange) {
            throw new WharfException(
                    ErrorCode.SOURCE_REFUSED,
                    "What answers is not a site of this version.",
                    strange);
        }
    }

    @Override
    public void acknowledge(long sequence) {
        acknowledge(sequence, List.of());
    }

    /// @param notArchived sequences that the archive set aside: the site keeps them longer
    public void acknowledge(long sequence, Collection<Long> notArchived) {
        long end = state().durable();
        if (sequence > end) {
            throw new IllegalArgumentException(
                    "the journal ends at %d, before %d".formatted(end, sequence));
        }
        ObjectNode body = JsonMapper.shared().createObjectNode().put("sequence", sequence);
        ArrayNode list = body.putArray("notArchived");
        notArchived.stream().filter(beneath(sequence)).sorted().forEach(list::add);
        client.ask(
                new SiteClient.Ask(
                        "POST",
                        "/v1/feed/ack",
                        null,
                        JsonMapper.shared().writeValueAsBytes(body),
                        ANSWER));
    }

    private static Predicate<Long> beneath(long sequence) {
        return each -> each <= sequence;
    }

    /// Makes the site give up at once what is archived, files and whole segments.
    public void purge() {
        client.ask(new SiteClient.Ask("POST", "/v1/feed/purge", null, new byte[0], ANSWER));
    }

    /// Tells the site how many items wait in quarantine.
    public void report(long quarantined) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("quarantined", Long.toString(quarantined));
        client.ask(
                new SiteClient.Ask(
                        "POST",
                        "/v1/feed/report",
                        null,
                        JsonMapper.shared().writeValueAsBytes(body),
                        ANSWER));
    }

    /// Tells the site what is not well on the archive's side, so that it tells people. A site that
    /// is too old to know of this passes over it.
    ///
    /// @throws WharfException `SOURCE_REFUSED` when the site takes reports of other versions only
    public void report(AlertReport alerts) {
        client.ask(new SiteClient.Ask("PUT", "/v1/feed/alerts", null, alerts.json(), ANSWER));
    }

    /// The enrolled people, as a users file.
    public byte[] users() {
        return client.ask(SiteClient.Ask.get("/v1/feed/users", ANSWER)).body();
    }

    @Override
    public void close() {
        client.close();
    }
}
