package dev.wharf.archive;

import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A provenance without the last number in its locator: what all events of one capture share, so
/// that "seen again in line 4711" costs two integers.
///
/// @param before the locator up to its last number
/// @param after the locator behind it
record SourceLine(
        SourceKind kind,
        CaptureId capture,
        ContentDigest digest,
        @Nullable String name,
        String decoder,
        @Nullable String account,
        String before,
        String after) {
    /// Stands for "the locator has no number that could be split off".
    static final long NONE = -1;

    /// Stands for "in another source, as far as can be told".
    static final long ELSEWHERE = -2;

    private static final int MAX_DIGITS = 18;

    /// A provenance, split.
    record Split(SourceLine source, long line) {}

    static Split split(Provenance provenance) {
        String locator = provenance.locator();
        int end = locator.length();
        while (end > 0 && !digit(locator.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && digit(locator.charAt(start - 1))) {
            start--;
        }
        boolean whole =
                end == start
                        || end - start > MAX_DIGITS
                        || (locator.charAt(start) == '0' && end - start > 1);
        if (whole) {
            return new Split(of(provenance, locator, ""), NONE);
        }
        return new Split(
                of(provenance, locator.substring(0, start), locator.substring(end)),
                Long.parseLong(locator, start, end, 10));
    }

    /// The line of a provenance that differs in it alone, as [#split] would find; [#ELSEWHERE] when
    /// it differs in more, or may.
    long lineOf(Provenance provenance) {
        String locator = provenance.locator();
        int start = before.length();
        int end = locator.length() - after.length();
        boolean same =
                start < end
                        && end - start <= MAX_DIGITS
                        && (start == 0 || !digit(before.charAt(start - 1)))
                        && provenance.source() == kind
                        && provenance.capture().equals(capture)
                        && provenance.captureDigest().equals(digest)
                        && Objects.equals(provenance.captureName(), name)
                        && provenance.decoder().equals(decoder)
                        && Objects.equals(provenance.account(), account)
                        && locator.startsWith(before)
                        && locator.startsWith(after, end);
        if (!same || (locator.charAt(start) == '0' && end - start > 1)) {
            return ELSEWHERE;
        }
        long line = 0;
        for (int i = start; i < end; i++) {
            char c = locator.charAt(i);
            if (!digit(c)) {
                return ELSEWHERE;
            }
            line = line * 10 + c - '0';
        }
        return line;
    }

    Provenance at(long line) {
        String locator = line == NONE ? before : before + line + after;
        return new Provenance(kind, capture, digest, name, decoder, locator, account);
    }

    private static SourceLine of(Provenance provenance, String before, String after) {
        return new SourceLine(
                provenance.source(),
                provenance.capture(),
                provenance.captureDigest(),
                provenance.captureName(),
                provenance.decoder(),
                provenance.account(),
                before,
                after);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
