package dev.wharf.capture.chatexport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/// The files beside the chat's text.
interface ExportFiles {
    interface MediaFile {
        String name();

        /// Of the content in bytes, -1 when unknown.
        long size();

        /// Why it cannot be had whole, null when it can. The first call may read all of it.
        @Nullable String problem();

        InputStream open() throws IOException;
    }

    @Nullable MediaFile find(String name);

    /// Whether the name of any file ends so (without the dot): a bare text has none.
    boolean anyEndsWith(String extension);

    /// Why a file that the chat names is not there.
    String absence();

    ExportFiles NONE =
            new ExportFiles() {
                @Override
                public @Nullable MediaFile find(String name) {
                    return null;
                }

                @Override
                public boolean anyEndsWith(String extension) {
                    return false;
                }

                @Override
                public String absence() {
                    return "the export is a text without its media";
                }
            };
}
