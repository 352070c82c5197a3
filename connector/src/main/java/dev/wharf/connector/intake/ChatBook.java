package dev.wharf.connector.intake;

import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.Sha256;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All chats the archive knows, with every owner's view of them. For one thread.
final class ChatBook {
    private final Map<ConversationId, ConversationRecord> chats = new LinkedHashMap<>();
    private final Map<String, ChatView> views = new HashMap<>();

    ChatBook(ArchiveReader reader) {
        reader.conversations().forEach(chat -> chats.put(chat.id(), chat));
        reader.documents(ChatView.KIND)
                .forEach(document -> views.put(document.key(), ChatView.parse(document.json())));
    }

    static ChatView view(ConversationId id, CaptureOwner owner, SourceReport report) {
        String title = report.chat() == null ? "" : report.chat();
        return new ChatView(
                id.toString(),
                owner.key(),
                Normalizer.normalize(title, Normalizer.Form.NFC).strip(),
                report.senders().keySet().stream().sorted().limit(ChatView.MOST_SENDERS).toList());
    }

    /// Chats that this owner, or nobody knows who, calls the same.
    List<ConversationId> calledSame(CaptureOwner owner, SourceReport report) {
        ChatView face = view(new ConversationId(0), owner, report);
        return views.values().stream()
                .filter(view -> view.sameFace(face))
                .map(view -> ConversationId.parse(view.conversation()))
                .sorted((a, b) -> Long.compareUnsigned(a.value(), b.value()))
                .toList();
    }

    Optional<ConversationId> byAddress(@Nullable String jid) {
        return jid == null
                ? Optional.empty()
                : chats.values().stream()
                        .filter(chat -> jid.equals(chat.jid()))
                        .map(ConversationRecord::id)
                        .findFirst();
    }

    Optional<ConversationRecord> chat(ConversationId id) {
        return Optional.ofNullable(chats.get(id));
    }

    List<ConversationRecord> chats() {
        return List.copyOf(chats.values());
    }

    /// Whether this owner calls a chat by a title.
    boolean knows(ConversationId id, CaptureOwner owner) {
        String key = owner.key();
        return !key.isEmpty()
                && views.values().stream()
                        .anyMatch(
                                view ->
                                        view.owner().equals(key)
                                                && view.conversation().equals(id.toString()));
    }

    /// The id of a chat that is archived first by this capture: a digest of what is known of it.
    static ConversationId mint(CaptureRecord record, CaptureOwner owner, @Nullable String title) {
        String known =
                "wharf-chat/1\n%s\n%s\n%s"
                        .formatted(record.digest(), owner.key(), title == null ? "" : title);
        return new ConversationId(ByteBuffer.wrap(Sha256.of(known)).getLong());
    }

    /// What has to be written so that the archive knows this chat and this view of it.
    List<Change> learn(ConversationId id, CaptureOwner owner, SourceReport report, Chat chat) {
        List<Change> changes = new ArrayList<>();
        ConversationRecord before = chats.get(id);
        String title = report.chat() == null ? chat.title() : report.chat();
        ConversationRecord after = learned(before, id, title, chat);
        if (!after.equals(before)) {
            chats.put(id, after);
            changes.add(new Change.PutConversation(after));
        }
        ChatView view = view(id, owner, report);
        if (!view.equals(views.put(view.key(), view))) {
            changes.add(new Change.PutDocument(ChatView.KIND, view.key(), view.json()));
        }
        return changes;
    }

    /// The same for a chat that is known by its address, whoever looks at it.
    List<Change> meet(ConversationId id, Chat chat) {
        ConversationRecord before = chats.get(id);
        ConversationRecord after = learned(before, id, chat.title(), chat);
        if (after.equals(before)) {
            return List.of();
        }
        chats.put(id, after);
        return List.of(new Change.PutConversation(after));
    }

    private static ConversationRecord learned(
            @Nullable ConversationRecord before,
            ConversationId id,
            @Nullable String title,
            Chat chat) {
        List<String> titles = new ArrayList<>(before == null ? List.of() : before.titles());
        if (title != null && !titles.contains(title)) {
            titles.add(title);
        }
        if (before == null) {
            return new ConversationRecord(id, chat.kind(), titles, chat.jid());
        }
        return new ConversationRecord(
                id,
                before.kind() == ChatKind.UNKNOWN ? chat.kind() : before.kind(),
                titles,
                before.jid() == null ? chat.jid() : before.jid());
    }
}
