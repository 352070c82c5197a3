package dev.wharf.capture.android;

import java.io.IOException;

/// Everything that one backup says. For one thread; read as often as asked, each time the same.
final class AndroidReader implements AutoCloseable {
    private final Store store;
    private final People people;
    private final Chats chats;
    private final Messages messages;

    private AndroidReader(Store store, People people, Chats chats, Messages messages) {
        this.store = store;
        this.people = people;
        this.chats = chats;
        this.messages = messages;
    }

    /// @param store closed with the reader, or when this fails
    static AndroidReader open(Store store, Scope scope, People people) throws IOException {
        try {
            Chats chats = new Chats(store, people);
            return new AndroidReader(store, people, chats, new Messages(store, people, chats, scope));
        } catch (IOException | RuntimeException e) {
            people.close();
            store.close();
            throw e;
        }
    }

    People people() {
        return people;
    }

    void read(Out out) throws IOException {
        messages.read(out);
    }

    /// Closing the database closes all that was asked of it.
    @Override
    public void close() {
        try {
            messages.close();
            chats.close();
            people.close();
        } finally {
            store.close();
        }
    }
}
