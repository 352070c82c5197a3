package dev.wharf.testkit.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A fake of Microsoft Graph and Exchange Online on the loopback interface, for as much of them as
/// Wharf asks: sign-in, users, folders, messages, attachments, upload sessions, batches.
///
/// It enforces what Microsoft documents (tokens that expire, four requests of a mailbox at once,
/// twenty in a batch and its patterns of dependency, budgets, what makes a draft, which headers and
/// fields are taken, the order of pieces), notes what a client must never do ([#wrong]), fails on
/// command, and counts. It is no evidence of what Microsoft's servers do beyond their documents.
///
/// Safe for many threads.
public final class FakeExchange implements AutoCloseable {
    public static final String TENANT = "firm.example";
    public static final String CLIENT = "11111111-2222-3333-4444-555555555555";
    public static final String SECRET = "the client's secret";
    private static final int MOST = 4 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeCore core;

    public FakeExchange(Clock clock) {
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(any, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        core = new FakeCore(clock, base().toString());
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /// Of login, Graph and uploads alike.
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public FakeExchange with(String... mailboxes) {
        core.add(mailboxes);
        return this;
    }

    public void addUser(FakeUser user) {
        core.addUser(user);
    }

    /// From now on, until another is given.
    public void faults(Fault.Source source) {
        core.faults(source);
    }

    public void disable(String mailbox) {
        core.trouble(mailbox, FakeMailbox.Trouble.DISABLED);
    }

    public void moveOnPremises(String mailbox) {
        core.trouble(mailbox, FakeMailbox.Trouble.ON_PREMISES);
    }

    public void fill(String mailbox) {
        core.trouble(mailbox, FakeMailbox.Trouble.FULL);
    }

    public void takeOutOfScope(String mailbox) {
        core.trouble(mailbox, FakeMailbox.Trouble.OUT_OF_SCOPE);
    }

    public void mend(String mailbox) {
        core.trouble(mailbox, FakeMailbox.Trouble.NONE);
    }

    /// Tokens given from now on live so long.
    public void tokensLive(Duration life) {
        core.tokensLive(life);
    }

    public void expireTokens() {
        core.expireTokens();
    }

    /// What Entra granted; it stands in tokens given from now on.
    public void grant(String... roles) {
        core.grant(List.of(roles));
    }

    public void register(X509Certificate certificate) {
        core.register(certificate);
    }

    /// Whether the tenant keeps the class that a message is created with. [U] of a real one.
    public void keepsClass(boolean keeps) {
        core.keepsClass(keeps);
    }

    /// Whether files may be added to what is no draft. [U] of a real one.
    public void addsFilesToAnything(boolean adds) {
        core.addsFilesToAnything(adds);
    }

    /// Makes a folder as a person would.
    public void makeFolder(String mailbox, String name, boolean hidden) {
        core.makeFolder(mailbox, name, hidden);
    }

    /// Deletes it with all in it.
    public void deleteFolder(String mailbox, String name) {
        core.deleteFolder(mailbox, name);
    }

    /// Of a folder, in the order of arrival; none when there is no such folder.
    public List<FakeMessage> messages(String mailbox, String folder) {
        return core.messages(mailbox, folder);
    }

    /// Null when there is no such folder.
    public @Nullable Boolean isHidden(String mailbox, String folder) {
        return core.isHidden(mailbox, folder);
    }

    /// Names of a mailbox's folders.
    public List<String> folders(String mailbox) {
        return core.folders(mailbox);
    }

    /// No credential is taken any more.
    public void refuseSignIn() {
        core.refuseSignIn();
    }

    /// From now on no message with this Message-ID is taken.
    public void refuse(String messageId) {
        core.refuse(messageId);
    }

    public void removeFiles(String mailbox, String messageId) {
        core.removeFiles(mailbox, messageId);
    }

    /// Removes it as a person would.
    public void remove(String mailbox, String messageId) {
        core.remove(mailbox, messageId);
    }

    public FakeCounts counts() {
        return core.counts();
    }

    /// What a client must never do and did.
    public List<String> wrong() {
        return core.wrong();
    }

    public int tokensGiven() {
        return core.tokensGiven();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST + 1);
            FakeReply reply = reply(exchange, body);
            if (reply != null) {
                send(exchange, reply);
            }
            // Else the connection is cut: closing without an answer does that.
        }
    }

    private @Nullable FakeReply reply(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getRawPath();
        if (path.startsWith("/upload/")) {
            return core.piece(
                    exchange.getRequestMethod(), path.substring(8), headers(exchange), body);
        }
        if (path.endsWith("/oauth2/v2.0/token")) {
            return core.token(FakeRequest.query(new String(body, StandardCharsets.UTF_8)));
        }
        if (!path.startsWith("/v1.0/")) {
            return FakeReply.error(404, "UnknownError", "not a path of Graph");
        }
        if (body.length > MOST) {
            core.note("a request of more than four million bytes");
            return FakeReply.error(413, "RequestEntityTooLarge", "four million bytes at most");
        }
        String query = exchange.getRequestURI().getRawQuery();
        String target = path.substring(5) + (query == null ? "" : "?" + query);
        Map<String, String> headers = headers(exchange);
        return core.graph(
                FakeRequest.of(exchange.getRequestMethod(), target, headers, body), headers);
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(
                                        name.toLowerCase(java.util.Locale.ROOT),
                                        values.getFirst()));
        return headers;
    }

    private static void send(HttpExchange exchange, FakeReply reply) throws IOException {
        byte[] bytes =
                reply.body() == null
                        ? reply.bytes()
                        : FakeReply.JSON.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("request-id", "fake");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
