package dev.wharf.app.cli;

import dev.wharf.app.console.Json;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.file.HandedFile;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.key.Secret;
import dev.wharf.site.feed.SiteAddress;
import dev.wharf.site.feed.SiteUploads;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@Command(
        name = "upload",
        description = {
            "Hand exports, encrypted Android backups, or logs of webhooks to a site elsewhere. Needs no home here.",
            "What is handed in is sealed there before the command ends. Run again, it goes on where it was."
        })
final class SiteUpload extends Verb {

    private static final int BUFFER = 1 << 16;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or folders of them.")
    List<String> files = List.of();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "The site: https://…")
    String to = "";

    @Option(
            names = "--credential",
            required = true,
            paramLabel = "NAME",
            description = "A credential there: a connector's, or the uploader's of one account.")
    String credential = "";

    @Option(
            names = "--password-file",
            required = true,
            paramLabel = "FILE",
            description = "Where its password is.")
    String passwordFile = "";

    @Option(names = "--owner", paramLabel = "WHO", description = "Who exported these chats.")
    @Nullable String owner;

    @Option(
            names = "--passcode",
            paramLabel = "FILE",
            description = {
                "Holds the password of an iPhone's encrypted backup: only with it can WhatsApp's",
                "files be told from the rest of the phone. It is not handed in."
            })
    @Nullable String passcode;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of the exporting phone.")
    @Nullable String zone;

    @Option(names = "--date-order", paramLabel = "ORDER", description = "dmy, mdy or ymd.")
    @Nullable String dateOrder;

    SiteUpload(Session session) {
        super(session);
    }

    @Override
    boolean needsRest() {
        return false;
    }

    @Override
    ExitCode run() throws IOException {
        URI site = site();
        Map<String, String> options = options();
        WorkingFolder working = new WorkingFolder(Files.createTempDirectory("wharf-upload-"));
        List<Secret> secrets =
                passcode == null ? List.of() : List.of(GivenSecret.exactly(this, passcode, ""));
        try {
            List<HandedFile> found =
                    UploadFiles.of(
                            files.stream().map(surroundings()::path).toList(),
                            working,
                            PhoneOptions.given(secrets));
            return handIn(found, site, options);
        } finally {
            secrets.forEach(Secret::close);
            working.clear();
        }
    }

    private ExitCode handIn(List<HandedFile> exports, URI site, Map<String, String> options)
            throws IOException {
        List<Json> handed = new ArrayList<>();
        try (Secret password = GivenSecret.read(this, passwordFile, "");
                SiteUploads uploads =
                        new SiteUploads(
                                new SiteAddress(site, credential, password), Thread::sleep)) {
            long total = exports.stream().mapToLong(HandedFile::size).sum();
            console().progress().begin("Handing in", total, "bytes");
            for (HandedFile export : exports) {
                if (stop().isRequested()) {
                    return ExitCode.INTERRUPTED;
                }
                handed.add(hand(uploads, export, options));
            }
            console().progress().end();
        }
        console().print(Json.object().with("site", site).with("files", handed));
        return ExitCode.OK;
    }

    private Json hand(SiteUploads uploads, HandedFile export, Map<String, String> options)
            throws IOException {
        SourceKind known = export.kind();
        CaptureEnvelope envelope =
                new CaptureEnvelope(
                        known == null ? SourceKinds.of(export) : known,
                        owner,
                        export.name(),
                        surroundings().clock().instant(),
                        options);
        ContentDigest digest = digest(export);
        SiteUploads.Handed handed =
                uploads.upload(
                        envelope,
                        digest,
                        () -> new ProgressStream(export.open(), console().progress(), BUFFER),
                        export.size());
        console()
                .print(
                        "%s is record %d of the site%s."
                                .formatted(
                                        export.name(),
                                        handed.sequence(),
                                        handed.known() ? ", and was" : ""));
        return Json.object()
                .with("file", export.name())
                .with("size", export.size())
                .with("record", handed.sequence())
                .with("known", handed.known());
    }

    /// By which the site knows what it has of the file.
    private static ContentDigest digest(HandedFile export) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(export.open(), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return new ContentDigest(HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// A password goes over an encrypted connection, or stays on this machine.
    private URI site() {
        URI site;
        try {
            site = URI.create(to);
        } catch (IllegalArgumentException _) {
            throw SiteInput.invalid("--to takes an address such as https://capture.firm.example.");
        }
        boolean https = "https".equals(site.getScheme()) && site.getHost() != null;
        boolean here =
                "http".equals(site.getScheme())
                        && site.getHost() != null
                        && LOOPBACK.contains(site.getHost());
        if (!https && !here) {
            throw SiteInput.invalid("--to takes an address such as https://capture.firm.example.");
        }
        return site;
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        put(options, "owner", owner);
        put(options, "zone", zone);
        put(options, "date-order", dateOrder);
        ImportOptions.check(options);
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }
}
