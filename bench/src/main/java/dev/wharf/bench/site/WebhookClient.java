package dev.wharf.bench.site;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.LongAdder;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One connection that sends one signed webhook after the other, each when the last is answered. As
/// little of a client as will do: it shares two cores with the server.
final class WebhookClient {
    static final byte[] SECRET = "only for measuring".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final byte[] request;
    private final Latencies latencies;
    private final LongAdder failed;

    WebhookClient(int port, int bodyBytes, Latencies latencies, LongAdder failed) {
        this.port = port;
        this.request = request(bodyBytes);
        this.latencies = latencies;
        this.failed = failed;
    }

    static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] request(int bodyBytes) {
        String padding = "x".repeat(Math.max(0, bodyBytes - 70));
        String body =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"%s\"}]}"
                        .formatted(padding);
        String head =
                """
                POST /webhook/cloud/bench HTTP/1.1\r
                Host: 127.0.0.1\r
                User-Agent: facebookexternalua\r
                Content-Type: application/json\r
                X-Hub-Signature-256: %s\r
                Content-Length: %d\r
                \r
                """
                        .formatted(signature(body.getBytes(StandardCharsets.UTF_8)), body.length());
        return (head + body).getBytes(StandardCharsets.UTF_8);
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
            out.write(request);
            read(in, answer);
            await(ready);
            long now = System.nanoTime();
            long until = now + time.toNanos();
            for (long i = 0; i < most && now < until; i++) {
                out.write(request);
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
