package dev.wharf.capture.chatexport;

import dev.wharf.core.capture.CaptureBody;

import java.util.List;

/// A chat's text without a zip around it.
record TextContainer(String name, CaptureBody body) implements Container {
    @Override
    public List<ChatText> texts() {
        return List.of(new ChatText(name, name, Long.MAX_VALUE, body::stream));
    }

    @Override
    public ExportFiles files() {
        return ExportFiles.NONE;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public List<String> damages() {
        return List.of();
    }

    @Override
    public void close() {}
}
