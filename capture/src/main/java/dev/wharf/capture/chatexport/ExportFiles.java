package dev.wharf.capture.chatexport;

import dev.wharf.capture.file.PackedFile;

import org.jspecify.annotations.Nullable;

/// The files beside the chat's text.
interface ExportFiles {
    @Nullable PackedFile find(String name);

    /// Whether the name of any file ends so (without the dot): a bare text has none.
    boolean anyEndsWith(String extension);

    /// Why a file that the chat names is not there.
    String absence();

    ExportFiles NONE =
            new ExportFiles() {
                @Override
                public @Nullable PackedFile find(String name) {
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
