package dev.wharf.site.feed;

import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SiteClient client;

    /// @param pause `Thread::sleep`
    public SiteUploads(SiteAddress site, Pause pause) {
        this.client = new SiteClient(site, pause);
    }

    /// Durable in the site's journal when it returns.
    ///
    /// @param size of the body
    /// @return its sequence there
    public long upload(CaptureEnvelope envelope, InputStream body, long size) throws IOException {
        String path = "/v1/uploads/" + begin(envelope, size);
        long offset = 0;
        for (byte[] stretch = body.readNBytes(STRETCH);
                stretch.length > 0;
                stretch = body.readNBytes(STRETCH)) {
            add(path, offset, stretch);
            offset += stretch.length;
        }
        JsonNode captured = json(ask("POST", path + "/complete", new byte[0]));
        if (!captured.has("sequence")) {
            throw new IOException("the file became another one while it was read");
        }
        return captured.required("sequence").longValue();
    }

    private String begin(CaptureEnvelope envelope, long size) {
        ObjectNode plan = JSON.createObjectNode();
        plan.put("name", envelope.name() == null ? "unnamed" : envelope.name());
        plan.put("source", envelope.source().name()).put("size", size);
        ObjectNode options = plan.putObject("options");
        new TreeMap<>(envelope.options()).forEach(options::put);
        return json(ask("POST", "/v1/uploads", JSON.writeValueAsBytes(plan)))
                .required("id")
                .stringValue();
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
