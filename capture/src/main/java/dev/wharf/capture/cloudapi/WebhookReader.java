package dev.wharf.capture.cloudapi;

import dev.wharf.capture.json.ByteWindow;
import dev.wharf.capture.json.JsonScanner;
import dev.wharf.capture.json.JsonText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Cuts a capture into the `changes` of its webhooks: one webhook, one on each line, one after the
/// other, or a list of them. Streams; holds one change at a time, and the changes of one entry
/// until its end where they are small, because the entry's time may stand behind them.
///
/// For one thread and one pass.
final class WebhookReader {
    /// Meta sends at most 3 MB in one body.
    private static final int MOST_WAITING = 4 << 20;

    private static final List<String> FIRST_WORDS = List.of("\"object\"", "\"entry\"");

    /// What is found, in the capture's order.
    interface Sink {
        /// One element of an entry's `changes`.
        void change(Place place, JsonText change) throws IOException;

        /// A document without entries or changes: the value of a change, or a message alone.
        void document(Place place, JsonText document) throws IOException;

        /// What cannot be read as either.
        ///
        /// @param raw its bytes, or the first of them when it is very long
        void unreadable(Place place, JsonText raw, String why) throws IOException;
    }

    /// The whole capture when it is in memory: what is found then refers to it and copies nothing.
    private final byte @Nullable [] memory;

    private final ByteWindow in;
    private final JsonScanner scanner;
    private final boolean many;
    private final Sink sink;
    private int documents;
    private int listed = -1;

    /// @param many whether the capture holds several webhooks, so that places name their line
    WebhookReader(InputStream in, boolean many, Sink sink) {
        this(null, new ByteWindow(in), many, sink);
    }

    WebhookReader(byte[] body, boolean many, Sink sink) {
        this(body, new ByteWindow(body, 0, body.length), many, sink);
    }

    private WebhookReader(byte @Nullable [] memory, ByteWindow in, boolean many, Sink sink) {
        this.memory = memory;
        this.in = in;
        this.scanner = new JsonScanner(in, FIRST_WORDS);
        this.many = many;
        this.sink = sink;
    }

    /// @return the number of webhooks found
    int read() throws IOException {
        passOverMark();
        for (int c = begin(); c != JsonScanner.END; c = begin()) {
            switch (c) {
                case '[' -> list();
                case '{' -> document();
                default -> garbage();
            }
        }
        return documents;
    }

    private int begin() throws IOException {
        int c;
        do {
            scanner.beginDocument();
            c = scanner.next();
        } while (c == JsonScanner.END && in.peek() != JsonScanner.END);
        scanner.beginDocument();
        return c;
    }

    private void passOverMark() throws IOException {
        if (in.peek() == 0xef && in.peek(1) == 0xbb && in.peek(2) == 0xbf) {
            for (int i = 0; i < 3; i++) {
                in.skip();
            }
        }
    }

    private void list() throws IOException {
        scanner.bracket();
        listed = 0;
        for (int c = begin(); c != JsonScanner.END && c != ']' && c != '}'; c = begin()) {
            if (c == '{') {
                document();
            } else {
                odd(place(), "an element of the list is no webhook");
            }
            listed++;
        }
        listed = -1;
        if (in.peek() != JsonScanner.END) {
            scanner.bracket();
        }
    }

    private Place place() {
        String line = many ? "line " + in.line() + ": " : "";
        return new Place(listed < 0 ? line : line + "[" + listed + "]", null, null);
    }

    /// Up to the end of the line, or to where a webhook may begin.
    private void garbage() throws IOException {
        Place place = place();
        long start = in.hold();
        int c = in.peek();
        while (c != JsonScanner.END && c != '\n' && (c != '{' || in.offset() == start)) {
            in.skip();
            c = in.peek();
        }
        unreadable(place, start, "not JSON");
    }

    private void odd(Place place, String why) throws IOException {
        long start = in.hold();
        boolean whole = scanner.value();
        if (!whole && in.offset() == start && in.peek() != JsonScanner.END) {
            scanner.bracket();
        }
        if (ChangeWalk.isNull(text(start))) {
            in.release();
        } else {
            unreadable(place, start, whole ? why : "cut short");
        }
    }

    private void unreadable(Place place, long start, String why) throws IOException {
        JsonText raw = text(start);
        String reason = in.isCut() ? "too long to be read" : why;
        in.release();
        sink.unreadable(place, raw, reason);
    }

    /// What was held from there on.
    private JsonText text(long start) {
        return memory == null
                ? JsonText.of(in.held(start))
                : new JsonText(memory, (int) start, (int) in.offset());
    }

    private void document() throws IOException {
        documents++;
        Place place = place();
        long start = in.hold();
        boolean streamed = false;
        scanner.bracket();
        int c = scanner.next();
        while (isValue(c)) {
            String name = c == '"' ? value(streamed).string() : "";
            c = scanner.next();
            if (c == '[' && name.equals("entry")) {
                streamed = true;
                in.release();
                entries(place);
            } else if (c == '[' && name.equals("changes")) {
                streamed = true;
                in.release();
                Waiting waiting = new Waiting(place);
                changes(waiting);
                waiting.deliver();
            } else if (isValue(c)) {
                scanner.value();
            }
            c = scanner.next();
        }
        boolean whole = close(c);
        if (streamed) {
            return;
        }
        if (!whole || in.isCut()) {
            unreadable(place, start, "cut short");
        } else {
            JsonText raw = text(start);
            in.release();
            sink.document(place, raw);
        }
    }

    private void entries(Place document) throws IOException {
        scanner.bracket();
        int c = scanner.next();
        for (int i = 0; isValue(c); i++) {
            Place place = document.at("entry", i);
            if (c == '{') {
                entry(place);
            } else {
                odd(place, "an entry that is no object");
            }
            c = scanner.next();
        }
        close(c);
    }

    private void entry(Place place) throws IOException {
        long start = in.hold();
        boolean streamed = false;
        Waiting waiting = new Waiting(place);
        scanner.bracket();
        int c = scanner.next();
        while (isValue(c)) {
            String name = c == '"' ? value(streamed).string() : "";
            c = scanner.next();
            if (c == '[' && name.equals("changes")) {
                streamed = true;
                in.release();
                changes(waiting);
            } else if (isValue(c)) {
                waiting.learn(name, value(streamed));
            }
            c = scanner.next();
        }
        boolean whole = close(c);
        if (streamed) {
            waiting.deliver();
        } else {
            unreadable(place, start, whole ? "an entry without changes" : "cut short");
        }
    }

    private void changes(Waiting waiting) throws IOException {
        scanner.bracket();
        int c = scanner.next();
        while (isValue(c)) {
            long start = in.hold();
            boolean whole = scanner.value();
            JsonText raw = text(start);
            String why = in.isCut() ? "too long to be read" : whole ? null : "cut short";
            in.release();
            waiting.add(raw, why);
            c = scanner.next();
        }
        close(c);
    }

    /// The value at hand, which is short.
    ///
    /// @param alone whether nothing around it is held
    private JsonText value(boolean alone) throws IOException {
        long start = in.hold();
        scanner.value();
        JsonText raw = in.isCut() ? JsonText.of(new byte[0]) : text(start);
        if (alone) {
            in.release();
        }
        return raw;
    }

    /// @return whether there was a closing bracket
    private boolean close(int c) {
        if (c == JsonScanner.END) {
            return false;
        }
        scanner.bracket();
        return true;
    }

    private static boolean isValue(int c) {
        return c != JsonScanner.END && c != '}' && c != ']';
    }

    /// Changes of one entry that wait for what the entry says behind them.
    private final class Waiting {
        private final Place place;
        private final List<Change> changes = new ArrayList<>();
        private @Nullable String id;
        private @Nullable Instant time;
        private long bytes;
        private int number;

        Waiting(Place place) {
            this.place = place;
        }

        void learn(String name, JsonText value) {
            switch (name) {
                case "id" -> id = value.string();
                case "time" -> time = Times.seconds(value.string());
                default -> {}
            }
        }

        void add(JsonText raw, @Nullable String why) throws IOException {
            changes.add(new Change(number++, raw, why));
            bytes += raw.to() - raw.from();
            if (bytes > MOST_WAITING) {
                deliver();
            }
        }

        void deliver() throws IOException {
            for (Change change : changes) {
                Place at = place.of(id, time).at("changes", change.number);
                if (change.why == null) {
                    sink.change(at, change.raw);
                } else {
                    sink.unreadable(at, change.raw, change.why);
                }
            }
            changes.clear();
            bytes = 0;
        }
    }

    /// @param why it cannot be read; null when it can
    private record Change(int number, JsonText raw, @Nullable String why) {}
}
