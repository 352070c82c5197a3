package dev.wharf.capture.android;

import java.io.IOException;

/// Messages with a form of their own. For one thread.
final class Forms implements AutoCloseable {
    Forms(Store store, People people) throws IOException {}

    void read(MessageRow message, MessageType type, Said said) throws IOException {}

    @Override
    public void close() {}
}
