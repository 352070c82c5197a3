package dev.wharf.capture.chatexport;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Senders by name, found by characters without making a string of them.
final class SenderTable {
    /// A group has 1,024 members at most; over the years, and with texts of WhatsApp's own that
    /// look like names, there are more. Beyond this many no new name is taken for one.
    static final int MOST = 100_000;

    private final List<Sender> senders = new ArrayList<>();
    private @Nullable Sender[] slots = new Sender[256];

    @Nullable Sender find(char[] text, int from, int to) {
        int mask = slots.length - 1;
        for (int at = hash(text, from, to) & mask; ; at = (at + 1) & mask) {
            Sender sender = slots[at];
            if (sender == null || same(sender.name, text, from, to)) {
                return sender;
            }
        }
    }

    @Nullable Sender find(String name) {
        return find(name.toCharArray(), 0, name.length());
    }

    /// @return null when there are too many
    @Nullable Sender findOrAdd(char[] text, int from, int to) {
        Sender found = find(text, from, to);
        if (found != null || senders.size() >= MOST) {
            return found;
        }
        Sender sender = new Sender(new String(text, from, to - from), senders.size());
        senders.add(sender);
        if (senders.size() * 2 > slots.length) {
            grow();
        } else {
            put(sender);
        }
        return sender;
    }

    boolean isFull() {
        return senders.size() >= MOST;
    }

    List<Sender> all() {
        return senders;
    }

    private void grow() {
        slots = Arrays.copyOf(new Sender[0], slots.length * 2);
        senders.forEach(this::put);
    }

    private void put(Sender sender) {
        int mask = slots.length - 1;
        char[] name = sender.name.toCharArray();
        int at = hash(name, 0, name.length) & mask;
        while (slots[at] != null) {
            at = (at + 1) & mask;
        }
        slots[at] = sender;
    }

    private static int hash(char[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        return hash ^ (hash >>> 15);
    }

    private static boolean same(String name, char[] text, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (name.charAt(i - from) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
