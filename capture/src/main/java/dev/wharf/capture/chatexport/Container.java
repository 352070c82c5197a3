package dev.wharf.capture.chatexport;

import java.util.List;

/// What holds the export: a bare text, or a zip with one or more texts and media.
interface Container extends AutoCloseable {
    List<ChatText> texts();

    ExportFiles files();

    /// What is wrong with it, each naming the entry.
    List<String> warnings();

    /// What it lacks of the chats it once held, for a person; empty when it is whole.
    List<String> damages();

    @Override
    void close();
}
