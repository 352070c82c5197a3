package dev.wharf.archive.index;

import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps Lucene from advising every user on stderr to start Java with an incubator module, which
/// prints a warning of its own and speeds up nothing that we use.
final class LuceneLog {
    /// Held, since the JDK forgets the level of a logger that nobody holds.
    private static final Logger VECTORS =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private LuceneLog() {}

    static void quiet() {
        VECTORS.setLevel(Level.SEVERE);
    }
}
