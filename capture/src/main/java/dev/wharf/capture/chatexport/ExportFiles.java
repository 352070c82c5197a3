package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.DecodedEvent;

import org.jspecify.annotations.Nullable;

/// The files beside the chat's text.
interface ExportFiles {
    /// @param size of the content in bytes, -1 when unknown
    /// @param problem why it cannot be had, null when it can
    record MediaFile(
            String name, long size, @Nullable String problem, DecodedEvent.ContentOpener opener) {}

    @Nullable MediaFile find(String name);

    /// Whether there could be any: a bare text has none.
    boolean any();

    /// Why a file that the chat names is not there.
    String absence();

    ExportFiles NONE =
            new ExportFiles() {
                @Override
                public @Nullable MediaFile find(String name) {
                    return null;
                }

                @Override
                public boolean any() {
                    return false;
                }

                @Override
                public String absence() {
                    return "the export is a text without its media";
                }
            };
}
