package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.OpenZip;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.ContentDigest;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Surveys a chat's text on a thread of its own while it is still on its way into the journal: the
/// home is opened meanwhile, and the file copied and sealed, which keeps one core busy.
///
/// What it read has a digest. It stands for the survey of a capture only if that is the capture's:
/// a file that somebody changes between the two is surveyed again, from the journal. Keeps one
/// survey, for one taker. Safe for any threads.
public final class SurveyAhead {
    /// Smaller ones are read in no time.
    private static final long WORTH_IT = 1 << 20;

    /// In which the shape of the headers has to show itself.
    private static final int HEAD = 4 << 20;

    private @Nullable CompletableFuture<Found> underway;

    private record Found(ContentDigest digest, String name, @Nullable Surveyed surveyed) {}

    /// Begins, if the file is a chat's text that is large enough, and nothing else is under way.
    ///
    /// @param file its bytes are those that will be captured, unless somebody changes it
    /// @param name what the capture will be called
    /// @param receivedAt when, about, it will be accepted
    public synchronized void begin(CaptureBody file, String name, Instant receivedAt) {
        if (underway == null && file.size() >= WORTH_IT) {
            int latestYear = TextSurvey.latestYear(receivedAt);
            underway =
                    CompletableFuture.supplyAsync(
                            () -> survey(file, name, latestYear),
                            Thread.ofPlatform().name("wharf-survey").daemon()::start);
        }
    }

    /// The survey of a capture, if there is one; waits for what is under way.
    @Nullable Surveyed take(ContentDigest digest, String name, int latestYear) {
        CompletableFuture<Found> found;
        synchronized (this) {
            found = underway;
            underway = null;
        }
        try {
            Found done = found == null ? null : found.join();
            return done != null
                            && done.surveyed != null
                            && done.surveyed.latestYear() == latestYear
                            && done.name.equals(name)
                            && done.digest.equals(digest)
                    ? done.surveyed
                    : null;
        } catch (CompletionException _) {
            return null;
        }
    }

    /// Fails where the file cannot be read: whoever captures it meets the same, and says so.
    private static Found survey(CaptureBody file, String name, int latestYear) {
        MessageDigest digest = sha256();
        Surveyed surveyed = null;
        try (InputStream in = new DigestInputStream(file.stream(), digest)) {
            byte[] head = in.readNBytes(HEAD);
            if (isChat(head)) {
                Surveyed.Shape shape = Surveyed.Shape.of(new ByteArrayInputStream(head));
                if (shape.whole() || head.length < HEAD) {
                    InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), in);
                    surveyed = Surveyed.of(all, name, shape, latestYear);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean once = surveyed != null && surveyed.survey().foreignExports == 0;
        return new Found(
                new ContentDigest(HexFormat.of().formatHex(digest.digest())),
                name,
                once ? surveyed : null);
    }

    private static boolean isChat(byte[] head) throws IOException {
        return !OpenZip.isZip(new ByteArrayInputStream(head))
                && TextSniffer.isChat(new ByteArrayInputStream(head));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
