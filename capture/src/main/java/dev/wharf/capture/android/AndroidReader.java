package dev.wharf.capture.android;

import java.io.IOException;

/// Everything that one backup says. For one thread; read as often as asked, each time the same.
final class AndroidReader implements AutoCloseable {
    private final Store store;
    private final People people;
    private final Chats chats;
    private final Calls calls;
    private final TableChoice choice;
    private final Messages messages;
    private final LegacyMessages legacy;

    private AndroidReader(Store store, Scope scope, People people) throws IOException {
        this.store = store;
        this.people = people;
        chats = new Chats(store, people);
        calls = new Calls(store, people, chats);
        choice = TableChoice.of(store);
        messages = new Messages(store, people, chats, calls, scope, choice.onlyNew(store));
        legacy = new LegacyMessages(store, people, chats, calls, scope, choice.onlyLegacy(store));
    }

    /// @param store closed with the reader, or when this fails
    static AndroidReader open(Store store, Scope scope, People people) throws IOException {
        try {
            return new AndroidReader(store, scope, people);
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
        calls.restart();
        if (choice.legacyLeads()) {
            legacy.read(out);
            messages.read(out);
        } else {
            messages.read(out);
            legacy.read(out);
        }
        calls.rest(out);
        Orphans.count(store, out);
    }

    /// Closing the database closes all that was asked of it.
    @Override
    public void close() {
        try {
            messages.close();
            legacy.close();
            calls.close();
            chats.close();
            people.close();
        } finally {
            store.close();
        }
    }
}
