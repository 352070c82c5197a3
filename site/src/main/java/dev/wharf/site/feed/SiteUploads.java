package dev.wharf.site.feed;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.TreeMap;

/// Hands files to a site elsewhere, in stretches that are tried again by themselves. Safe for many
/// threads.
public final class SiteUploads implements AutoCloseable {
    private static final int STRETCH = 4 << 20;
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final String CHANGED = "the file became another one while it was read";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SiteClient client;

    /// @param pause `Thread::sleep`
    public SiteUploads(SiteAddress site, Pause pause) {
        this.client = new SiteClient(site, pause);
    }

    /// What is handed in: the same bytes each time it is opened.
    public interface Content {
        InputStream open() throws IOException;
    }

    /// Where it is.
    ///
    /// @param sequence in the site's journal
    /// @param known whether the site had it before
    public record Handed(long sequence, boolean known) {}

    /// Durable in the site's journal when it returns. What an interrupted call has brought there is
    /// not sent again, and what is captured already is not sent at all.
    ///
    /// @param digest of the content
    public Handed upload(CaptureEnvelope envelope, ContentDigest digest, Content content, long size)
            throws IOException {
        JsonNode begun = begin(envelope, size, digest);
        if (begun.has("sequence")) {
            return new Handed(begun.required("sequence").longValue(), true);
        }
        long offset = begun.path("offset").longValue();
        try (InputStream body = content.open()) {
            body.skipNBytes(offset);
            return new Handed(send(begun, body, offset), false);
        } catch (EOFException shorter) {
            throw new IOException(CHANGED, shorter);
        }
    }

    /// As above, for what can be read once.
    ///
    /// @param size of the body
    /// @return its sequence there
    public long upload(CaptureEnvelope envelope, InputStream body, long size) throws IOException {
        return send(begin(envelope, size, null), body, 0);
    }

    private long send(JsonNode begun, InputStream body, long from) throws IOException {
        String path = "/v1/uploads/" + begun.required("id").stringValue();
        long offset = from;
        for (byte[] stretch = body.readNBytes(STRETCH);
                stretch.length > 0;
                stretch = body.readNBytes(STRETCH)) {
            add(path, offset, stretch);
            offset += stretch.length;
        }
        JsonNode captured = json(ask("POST", path + "/complete", new byte[0]));
        if (!captured.has("sequence")) {
            throw new IOException(CHANGED);
        }
        return captured.required("sequence").longValue();
    }

    private JsonNode begin(CaptureEnvelope envelope, long size, @Nullable ContentDigest digest) {
        ObjectNode plan = JSON.createObjectNode();
        plan.put("name", envelope.name() == null ? "unnamed" : envelope.name());
        plan.put("source", envelope.source().name()).put("size", size);
        ObjectNode options = plan.putObject("options");
        new TreeMap<>(envelope.options()).forEach(options::put);
        if (digest != null) {
            plan.put("sha256", digest.sha256());
        }
        return json(ask("POST", "/v1/uploads", JSON.writeValueAsBytes(plan)));
    }

    /// What arrived though its answer was lost is said by the site to be there.
    private void add(String path, long offset, byte[] stretch) {
        JsonNode state = json(ask("PUT", path + "?offset=" + offset, stretch));
        if (state.path("offset").longValue() != offset + stretch.length) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The site took another part of the file than it was given; run this again.");
        }
    }

    private HttpResponse<byte[]> ask(String method, String path, byte[] body) {
        HttpResponse<byte[]> answer =
                client.ask(new SiteClient.Ask(method, path, null, body, ANSWER));
        if (answer.statusCode() == 404) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The site has forgotten the upload; run this again.");
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
