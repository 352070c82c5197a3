package dev.wharf.connector.intake;

import dev.wharf.connector.align.Marks;
import dev.wharf.connector.align.Plan;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveReader.NamedDocument;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the events of one capture, which have names, are to items that came without: a plan for
/// each chat, line by line. See [MergeSearch] for how it is made. For one thread.
final class Merge {
    private static final String KIND = "merge-plan";
    static final Merge NONE = new Merge(Map.of(), null, List.of());

    private final Map<ConversationId, Plan> plans;
    private final Map<ConversationId, Plan.Cursor> cursors = new HashMap<>();
    private final @Nullable String account;
    private final List<Change> joins;
    private final Marks claimed = new Marks();

    /// What one event is to the archive.
    ///
    /// @param sequence of the item
    record Step(Plan.Action action, long sequence) {}

    private record Kept(String chat, String plan) {}

    /// @param plans by the conversation of the chat's address, as the event alone tells it
    /// @param account whose events they are, as the capture says
    /// @param joins what has to be written so that both are one chat from now on
    Merge(Map<ConversationId, Plan> plans, @Nullable String account, List<Change> joins) {
        this.plans = Map.copyOf(plans);
        this.account = account;
        this.joins = List.copyOf(joins);
        this.plans.forEach((chat, plan) -> cursors.put(chat, plan.cursor()));
    }

    List<Change> joins() {
        return joins;
    }

    int chats() {
        return plans.size();
    }

    /// Whether an event stands in a plan: phones show a line for it, where it was said. A deletion
    /// that a phone's database tells of stands in the message's place.
    static boolean isLine(Event event) {
        return switch (event.content()) {
            case Content.Message _,
                    Content.Call _,
                    Content.Membership _,
                    Content.Notice _,
                    Content.Unknown _ ->
                    true;
            case Content.Unreadable unreadable ->
                    unreadable.reason() != Content.Unreadable.Reason.NEVER_SHOWN;
            case Content.Deletion _ -> isOfDatabase(event);
            case Content.Edit _, Content.Reaction _, Content.Receipt _, Content.Gap _ -> false;
        };
    }

    static boolean isOfDatabase(Event event) {
        SourceKind source = event.provenance().source();
        return source == SourceKind.ANDROID_BACKUP || source == SourceKind.IOS_BACKUP;
    }

    /// What the capture's next event is; null for one that nothing is known of. Ask for every
    /// event, in order.
    @Nullable Step next(Event event) {
        if (cursors.isEmpty() || !isLine(event)) {
            return null;
        }
        Plan.Cursor cursor = cursors.get(ChatAddress.of(event, account).conversation());
        if (cursor == null) {
            return null;
        }
        cursor.next();
        if (cursor.action() == Plan.Action.NEW || claimed.contains(cursor.sequence())) {
            return null;
        }
        claimed.add(cursor.sequence());
        return new Step(cursor.action(), cursor.sequence());
    }

    /// The plans, to be kept before the first event is archived: after a crash the archive would
    /// give others.
    List<Change> put(CaptureRecord capture) {
        List<Change> documents = new ArrayList<>();
        new TreeMap<>(byName())
                .forEach(
                        (chat, plan) ->
                                documents.add(
                                        new Change.PutDocument(
                                                KIND,
                                                key(capture, chat),
                                                JsonMapper.shared()
                                                        .writeValueAsString(kept(chat, plan)))));
        return documents;
    }

    private Map<String, Plan> byName() {
        Map<String, Plan> named = new HashMap<>();
        plans.forEach((chat, plan) -> named.put(chat.toString(), plan));
        return named;
    }

    private static Kept kept(String chat, Plan plan) {
        return new Kept(chat, Base64.getEncoder().encodeToString(plan.bytes()));
    }

    private static String key(CaptureRecord capture, String chat) {
        return "%019d-%s".formatted(capture.id().sequence(), chat);
    }

    /// What [#put] wrote when the capture was begun.
    static Merge begun(ArchiveReader reader, CaptureRecord capture, @Nullable String account) {
        Map<ConversationId, Plan> plans = new HashMap<>();
        for (NamedDocument document : reader.documents(KIND, key(capture, ""), key(capture, "g"))) {
            Kept kept = JsonMapper.shared().readValue(document.json(), Kept.class);
            plans.put(
                    ConversationId.parse(kept.chat),
                    Plan.of(Base64.getDecoder().decode(kept.plan)));
        }
        return new Merge(plans, account, List.of());
    }
}
