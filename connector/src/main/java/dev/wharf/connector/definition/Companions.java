package dev.wharf.connector.definition;

import java.io.IOException;

/// The files that a connector file names.
@FunctionalInterface
public interface Companions {
    /// For a definition that names none.
    Companions NONE =
            path -> {
                throw new IOException("no file can be named here");
            };

    /// @param path as it is written, relative to the connector file
    byte[] read(String path) throws IOException;
}
