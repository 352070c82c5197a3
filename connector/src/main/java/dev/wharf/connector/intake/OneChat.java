package dev.wharf.connector.intake;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceReport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The events of one chat out of a capture that holds several.
final class OneChat implements DecodedCapture {
    private final DecodedCapture whole;
    private final @Nullable String title;
    private final long events;

    private OneChat(DecodedCapture whole, @Nullable String title, long events) {
        this.whole = whole;
        this.title = title;
        this.events = events;
    }

    /// The capture's chats, in the order in which they first speak; the capture itself when its
    /// report names a single one. What a broken capture does not give is counted with the first.
    static List<DecodedCapture> of(DecodedCapture whole) throws IOException {
        String named = whole.outline().chat();
        if (named == null || !named.contains("; ")) {
            return List.of(whole);
        }
        Map<@Nullable String, Long> titles = new LinkedHashMap<>();
        whole.events(event -> titles.merge(event.event().chat().title(), 1L, Long::sum));
        if (titles.size() < 2) {
            return List.of(whole);
        }
        long given = titles.values().stream().mapToLong(Long::longValue).sum();
        long unread = Math.max(0, whole.report().events() - given);
        List<DecodedCapture> chats = new ArrayList<>();
        for (Map.Entry<@Nullable String, Long> chat : titles.entrySet()) {
            long more = chats.isEmpty() ? unread : 0;
            chats.add(new OneChat(whole, chat.getKey(), chat.getValue() + more));
        }
        return chats;
    }

    @Override
    public SourceReport report() throws IOException {
        SourceReport all = whole.report();
        return new SourceReport(
                all.file(),
                all.sha256(),
                all.kind(),
                all.platform(),
                all.dateOrder(),
                all.zone(),
                title,
                all.owner(),
                all.ownerDecision(),
                events,
                all.byKind(),
                all.firstLocal(),
                all.lastLocal(),
                all.senders(),
                all.attachmentsFound(),
                all.attachmentsMissing(),
                all.warnings(),
                all.questions(),
                all.delivery());
    }

    @Override
    public void events(Sink sink) throws IOException {
        whole.events(
                (DecodedEvent event) -> {
                    if (Objects.equals(event.event().chat().title(), title)) {
                        sink.accept(event);
                    }
                });
    }

    /// The whole stays open.
    @Override
    public void close() {}
}
