package dev.wharf.app.home;

import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.KnownCapture;
import dev.wharf.connector.run.RunRecord;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.capture.Journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// An import of the embedded composition: journal and intake in one process.
final class EmbeddedImport implements Home.Importing {

    private final Journal journal;
    private final Feed feed;
    private final Intake recognising;
    private final Function<List<KnownCapture>, RunRecord> taking;
    private final List<KnownCapture> known = new ArrayList<>();

    /// @param feed closed with this
    /// @param recognising knows what came before
    /// @param taking takes everything accepted into the archive, and counts what was known
    EmbeddedImport(
            Journal journal,
            Feed feed,
            Intake recognising,
            Function<List<KnownCapture>, RunRecord> taking) {
        this.journal = journal;
        this.feed = feed;
        this.recognising = recognising;
        this.taking = taking;
    }

    @Override
    public void accept(CaptureEnvelope envelope, Body body) throws IOException {
        if (recognising.knowsAny()) {
            var again = recognising.known(envelope, digest(body));
            if (again.isPresent()) {
                known.add(again.get());
                return;
            }
        }
        try (InputStream in = body.open()) {
            journal.append(envelope, in);
        }
    }

    private static ContentDigest digest(Body body) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(body.open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return new ContentDigest(HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public RunRecord run() {
        return taking.apply(known);
    }

    @Override
    public void close() {
        feed.close();
    }
}
