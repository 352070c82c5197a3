package dev.wharf.connector.intake;

import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.SourceReport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The events of one chat out of a capture that holds several.
final class OneChat implements DecodedCapture {
    private final DecodedCapture whole;
    private final @Nullable String title;

    private OneChat(DecodedCapture whole, @Nullable String title) {
        this.whole = whole;
        this.title = title;
    }

    /// The capture's chats, in the order in which they first speak; the capture itself when its
    /// report names a single one.
    static List<DecodedCapture> of(DecodedCapture whole) throws IOException {
        String named = whole.report().chat();
        if (named == null || !named.contains("; ")) {
            return List.of(whole);
        }
        Set<@Nullable String> titles = new LinkedHashSet<>();
        whole.events(event -> titles.add(event.event().chat().title()));
        if (titles.size() < 2) {
            return List.of(whole);
        }
        List<DecodedCapture> chats = new ArrayList<>();
        titles.forEach(title -> chats.add(new OneChat(whole, title)));
        return chats;
    }

    @Override
    public SourceReport report() {
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
                all.events(),
                all.byKind(),
                all.firstLocal(),
                all.lastLocal(),
                all.senders(),
                all.attachmentsFound(),
                all.attachmentsMissing(),
                all.warnings(),
                all.questions());
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
