package dev.wharf.bench.site;

import dev.wharf.testkit.SignedWebhooks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.LongAdder;

/// One connection that sends one signed webhook after the other, each when the last is answered. As
/// little of a client as will do: it shares two cores with the server.
final class WebhookClient {
    static final byte[] SECRET = "only for measuring".getBytes(StandardCharsets.US_ASCII);
    static final String HOOK = "bench";
    static final String NUMBER = "15550001111";
    static final String NUMBER_ID = "106540352242922";

    /// Different messages that a connection sends over and over.
    private static final int REQUESTS = 64;

    private final int port;
    private final List<byte[]> requests = new ArrayList<>();
    private final Latencies latencies;
    private final LongAdder failed;

    WebhookClient(int port, int bodyBytes, Latencies latencies, LongAdder failed) {
        this.port = port;
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(request(bodyBytes));
        }
        this.latencies = latencies;
        this.failed = failed;
    }

    private static byte[] request(int bodyBytes) {
        String id = "wamid." + UUID.randomUUID();
        String without = body(id, "");
        String body = body(id, "x".repeat(Math.max(1, bodyBytes - without.length())));
        String signature = SignedWebhooks.sign(body.getBytes(StandardCharsets.UTF_8), SECRET);
        String head =
                """
                POST /webhook/cloud/%s HTTP/1.1\r
                Host: 127.0.0.1\r
                User-Agent: facebookexternalua\r
                Content-Type: application/json\r
                X-Hub-Signature-256: %s\r
                Content-Length: %d\r
                \r
                """
                        .formatted(HOOK, signature, body.length());
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String body(String id, String text) {
        return """
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{\
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"%s","phone_number_id":"%s"},\
        "contacts":[{"profile":{"name":"Zoe"},"wa_id":"447700900123"}],\
        "messages":[{"from":"447700900123","id":"%s","timestamp":"1790000000","type":"text",\
        "text":{"body":"%s"}}]},"field":"messages"}]}]}\
        """
                .formatted(NUMBER, NUMBER_ID, id, text);
    }

    /// Connects, sends one webhook that is not measured, and goes on when all are so far.
    ///
    /// @param most requests
    void run(CyclicBarrier ready, Duration time, long most) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] answer = new byte[4096];
            out.write(requests.getFirst());
            read(in, answer);
            await(ready);
            long now = System.nanoTime();
            long until = now + time.toNanos();
            for (long i = 0; i < most && now < until; i++) {
                out.write(requests.get((int) (i % REQUESTS)));
                read(in, answer);
                long then = System.nanoTime();
                latencies.add(then - now);
                if (answer[9] != '2') {
                    failed.increment();
                }
                now = then;
            }
        }
    }

    private static void await(CyclicBarrier ready) throws IOException {
        try {
            ready.await();
        } catch (InterruptedException | BrokenBarrierException stopped) {
            throw new IOException(stopped);
        }
    }

    /// Answers have no body.
    private static void read(InputStream in, byte[] answer) throws IOException {
        int length = 0;
        while (length < 4 || answer[length - 4] != '\r' || answer[length - 2] != '\r') {
            int read = in.read(answer, length, answer.length - length);
            if (read < 0) {
                throw new EOFException("the server closed");
            }
            length += read;
        }
    }
}
