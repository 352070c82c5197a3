package dev.wharf.bench.site;

import dev.wharf.app.server.Limits;
import dev.wharf.app.server.Listening;
import dev.wharf.app.server.SiteServer;
import dev.wharf.app.server.TrustedProxies;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.site.http.Access;
import dev.wharf.site.http.Method;
import dev.wharf.site.http.Reply;
import dev.wharf.site.http.Request;
import dev.wharf.site.http.Route;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.metrics.CountedDisk;
import dev.wharf.store.key.ArchivePrivateKey;
import dev.wharf.store.segment.ChannelOpener;
import dev.wharf.testkit.MemoryKeyVault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The child of [SiteLoad]: the server as it ships, with one webhook route that checks a signature
/// and appends to a real journal. Prints its ports; ends with its standard input.
public final class SiteLoadServer {
    private final FileJournal journal;
    private final Clock clock = Clock.systemUTC();

    private SiteLoadServer(FileJournal journal) {
        this.journal = journal;
    }

    public static void main(String[] arguments) throws IOException {
        CountedDisk disk = new CountedDisk(ChannelOpener.DISK);
        MemoryKeyVault vault = new MemoryKeyVault();
        try (FileJournal journal =
                        FileJournal.open(
                                Path.of(arguments[0]),
                                ArchivePrivateKey.of(vault.current(KeyPurpose.CAPTURE)).publicKey(),
                                new SecureRandom(),
                                new FileJournal.Options(64L << 20, disk));
                SiteServer server = start(new SiteLoadServer(journal), disk)) {
            System.out.println(server.port() + " " + server.diagnosticsPort());
            while (System.in.read() >= 0) {}
        }
    }

    private static SiteServer start(SiteLoadServer bench, CountedDisk disk) {
        Route webhook =
                new Route(
                        Method.POST,
                        "/webhook/cloud/{hook}",
                        Access.SIGNED,
                        Route.WEBHOOK,
                        "One webhook",
                        bench::receive);
        Route forces =
                new Route(
                        Method.GET,
                        "/forces",
                        Access.OPEN,
                        Route.NO_BODY,
                        "Fsyncs so far",
                        _ -> Reply.text(200, Long.toString(disk.forces())));
        return SiteServer.start(
                new SiteServer.Served(Listening.loopback(0), List.of(webhook)),
                new SiteServer.Served(Listening.loopback(0), List.of(forces)),
                new SiteServer.Parts(
                        _ -> Optional.empty(),
                        TrustedProxies.NONE,
                        Limits.DEFAULT,
                        (_, _, _) -> {},
                        System::nanoTime));
    }

    private Reply receive(Request request) throws IOException {
        byte[] body = request.bytes();
        byte[] wanted = WebhookClient.signature(body).getBytes(StandardCharsets.US_ASCII);
        byte[] given =
                request.header("X-Hub-Signature-256").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, given)) {
            return Reply.empty(401);
        }
        CaptureEnvelope envelope =
                new CaptureEnvelope(SourceKind.CLOUD_API, "bench", null, clock.instant(), Map.of());
        journal.append(envelope, new ByteArrayInputStream(body));
        return Reply.empty(200);
    }
}
