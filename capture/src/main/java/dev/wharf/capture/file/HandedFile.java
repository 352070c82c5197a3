package dev.wharf.capture.file;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.SourceKind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/// What a path of the file system hands over as one capture.
public interface HandedFile {

    /// What the capture is called: the file's name, or that of the folder of a `_chat.txt`.
    String name();

    /// The file that was named or found, without what lies beside it: enough to tell what kind of
    /// source it is.
    CaptureBody file();

    /// In bytes, as far as known without reading it.
    long size();

    /// The capture's exact bytes; the same at every call while nobody changes the files. For one
    /// thread.
    ///
    /// @throws dev.wharf.core.error.WharfException `INPUT_UNREADABLE` naming the file that cannot
    ///   be read, or, while reading, that changed since
    InputStream open() throws IOException;

    /// What kind of source it is, where whoever found it has looked; null when it is to be told by
    /// [#file].
    default @Nullable SourceKind kind() {
        return null;
    }
}
