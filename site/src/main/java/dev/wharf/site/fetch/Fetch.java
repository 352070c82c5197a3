package dev.wharf.site.fetch;

import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.MediaSource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.journal.FileJournal;
import dev.wharf.site.journal.SealedFile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// One attempt to fetch a file: what comes is sealed as it comes, counted and compared with what
/// was announced.
final class Fetch {
    private final FileJournal journal;
    private final long mostBytes;

    Fetch(FileJournal journal, long mostBytes) {
        this.journal = journal;
        this.mostBytes = mostBytes;
    }

    sealed interface Outcome {
        record Came(SealedFile file) implements Outcome {}

        record Failed(String reason) implements Outcome {}

        record Gone(String reason) implements Outcome {}
    }

    Outcome attempt(MediaNeed need, MediaSource source) {
        try (InputStream in = source.open(need)) {
            SealedFile file = journal.seal(new Bounded(in, mostBytes));
            return compared(need, file);
        } catch (TooLarge _) {
            return new Outcome.Gone("larger than the %d bytes that are taken".formatted(mostBytes));
        } catch (WharfException known) {
            return switch (known.code()) {
                case SOURCE_GONE, INPUT_HOSTILE ->
                        new Outcome.Gone(String.valueOf(known.getMessage()));
                case SOURCE_UNAVAILABLE, SOURCE_REFUSED, DIGEST_MISMATCH ->
                        new Outcome.Failed(String.valueOf(known.getMessage()));
                default -> throw known;
            };
        } catch (IOException broken) {
            return new Outcome.Failed("the transfer broke off");
        }
    }

    private Outcome compared(MediaNeed need, SealedFile file) throws IOException {
        ContentDigest announced = need.digest();
        boolean other = announced != null && !announced.equals(file.digest());
        if (other || (need.size() >= 0 && need.size() != file.size())) {
            journal.discard(file.id());
            return new Outcome.Failed(
                    other
                            ? "what came is not what was announced: another SHA-256"
                            : "what came is not what was announced: %d bytes instead of %d"
                                    .formatted(file.size(), need.size()));
        }
        return new Outcome.Came(file);
    }

    static WharfException noSource(String origin) {
        return new WharfException(
                ErrorCode.SOURCE_UNAVAILABLE, "source '%s' is not configured".formatted(origin));
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            left -= Math.max(0, n);
            if (left < 0) {
                throw new TooLarge();
            }
            return n;
        }
    }
}
