package dev.wharf.app.home;

import dev.wharf.connector.collection.CustodyOptions;
import dev.wharf.connector.intake.Intake;
import dev.wharf.connector.intake.KnownCapture;
import dev.wharf.connector.intake.Scope;
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

/// An import of the embedded composition: journal and intake in one process.
final class EmbeddedImport implements Home.Importing {

    private final Journal journal;
    private final Feed feed;
    private final Intake recognising;
    private final Taking taking;
    private final List<KnownCapture> known = new ArrayList<>();
    private boolean holdsMore;

    /// Takes everything accepted into the archive.
    interface Taking {
        /// @param known what was known, to be counted
        /// @param holdsMore whether files were accepted that hold more than may be archived: the
        ///   journal gives them up at once
        RunRecord take(List<KnownCapture> known, boolean holdsMore);
    }

    /// @param feed closed with this
    /// @param recognising knows what came before
    EmbeddedImport(Journal journal, Feed feed, Intake recognising, Taking taking) {
        this.journal = journal;
        this.feed = feed;
        this.recognising = recognising;
        this.taking = taking;
    }

    @Override
    public void accept(CaptureEnvelope envelope, Body body) throws IOException {
        holdsMore |= !Scope.of(envelope.options()).keepsFiles();
        // Who brought an original of a collection again is on record, too.
        boolean collected = CustodyOptions.caseOf(envelope.options()) != null;
        if (!collected && recognising.knowsAny()) {
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
        return taking.take(known, holdsMore);
    }

    @Override
    public void close() {
        feed.close();
    }
}
