package dev.wharf.connector.intake;

import dev.wharf.connector.collection.Custody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.Decoder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// What of an open capture may be archived, and what its custody record says of it.
///
/// @param decoded what is in scope
/// @param leftOut number of events that are not
record InScope(Scope scope, DecodedCapture decoded, long leftOut) {

    static InScope of(DecodedCapture whole, Scope scope) throws IOException {
        if (scope.isAll()) {
            return new InScope(scope, whole, 0);
        }
        ScopedCapture scoped = ScopedCapture.of(whole, scope);
        return new InScope(scope, scoped, scoped.leftOut());
    }

    /// Whether the files themselves may lie in the archive.
    boolean keepsFiles() {
        return scope.keepsFiles();
    }

    /// @param problem null when all went well
    Custody.Result came(String outcome, @Nullable String problem, Decoder decoder)
            throws IOException {
        return new Custody.Result(
                outcome,
                problem,
                decoded.report(),
                decoder.version(),
                scope.options(),
                leftOut,
                keepsFiles() && !outcome.equals("duplicate"));
    }

    /// Of a capture of which nothing is archived.
    static Custody.Result aside(
            CaptureRecord capture, IntakeProgress.State how, @Nullable String problem) {
        return new Custody.Result(
                how == IntakeProgress.State.REFUSED ? "refused" : "failed",
                problem,
                null,
                null,
                Scope.of(capture.envelope().options()).options(),
                0,
                false);
    }
}
