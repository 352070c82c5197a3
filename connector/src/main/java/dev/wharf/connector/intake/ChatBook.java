package dev.wharf.connector.intake;

import dev.wharf.connector.align.Overlap;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.PartyBook;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All chats the archive knows, with every owner's view of them. For one thread.
final class ChatBook {
    private static final Comparator<ConversationId> BY_VALUE =
            (a, b) -> Long.compareUnsigned(a.value(), b.value());

    private final Map<ConversationId, ConversationRecord> chats = new LinkedHashMap<>();
    private final Map<String, ChatView> views = new HashMap<>();
    private final Map<ConversationId, ConversationId> aliases = new LinkedHashMap<>();
    private final Map<ConversationId, ChatShift> shifts = new HashMap<>();
    private final boolean joins;
    private long revision;
    private Set<ConversationId> nameless = Set.of();
    private long namelessAt = -1;

    ChatBook(ArchiveReader reader) {
        this(reader, true);
    }

    /// For whoever writes no documents: chats that are found to be one are not joined.
    static ChatBook asItIs(ArchiveReader reader) {
        return new ChatBook(reader, false);
    }

    private ChatBook(ArchiveReader reader, boolean joins) {
        this.joins = joins;
        reader.conversations().forEach(chat -> chats.put(chat.id(), chat));
        reader.documents(ChatView.KIND)
                .forEach(document -> views.put(document.key(), ChatView.parse(document.json())));
        reader.documents(ChatAlias.KIND)
                .forEach(document -> know(ChatAlias.parse(document.json())));
        reader.documents(ChatShift.KIND).stream()
                .map(document -> ChatShift.parse(document.json()))
                .forEach(shift -> shifts.put(ConversationId.parse(shift.conversation()), shift));
    }

    /// See [ChatShift].
    List<Integer> shifts(ConversationId id) {
        return shift(id).believed();
    }

    /// Whether anything has shown how far the chat's times are off, or that they are not.
    boolean isShiftKnown(ConversationId id) {
        return shift(id).isBelieved();
    }

    private ChatShift shift(ConversationId id) {
        return shifts.getOrDefault(id, ChatShift.unknown(id));
    }

    /// The times of a chat's nameless messages are true, as far as was known until now.
    List<Change> timesAreTrue(ConversationId id) {
        if (!joins || shifts.containsKey(id)) {
            return List.of();
        }
        ChatShift none = ChatShift.none(id);
        shifts.put(id, none);
        return List.of(none.put());
    }

    /// @return what has to be written; nothing when that is known
    List<Change> shifted(ConversationId id, Overlap shown) {
        ChatShift before = shift(id);
        ChatShift after = before.after(shown);
        if (after.equals(before)) {
            return List.of();
        }
        shifts.put(id, after);
        return List.of(after.put());
    }

    private void know(ChatAlias alias) {
        revision++;
        aliases.put(ConversationId.parse(alias.conversation()), ConversationId.parse(alias.into()));
    }

    /// Where what comes for a conversation goes: itself, unless it has turned out to be another.
    ConversationId primary(ConversationId id) {
        ConversationId last = id;
        for (int steps = 0; steps <= aliases.size(); steps++) {
            ConversationId next = aliases.get(last);
            if (next == null) {
                return last;
            }
            last = next;
        }
        return id;
    }

    /// All conversations that are one chat with this one, the primary first.
    List<ConversationId> group(ConversationId id) {
        ConversationId primary = primary(id);
        if (aliases.isEmpty()) {
            return List.of(primary);
        }
        List<ConversationId> all = new ArrayList<>(List.of(primary));
        aliases.keySet().stream()
                .filter(one -> primary(one).equals(primary))
                .sorted(BY_VALUE)
                .forEach(all::add);
        return all;
    }

    /// The conversations that a chat with an address stands in: where what is new of it goes, then
    /// wherever it stood before it was known to be that chat.
    List<ConversationId> ids(ChatAddress shown, PartyBook book) {
        ChatAddress address = shown.proven(book);
        ConversationId id = address.conversation();
        List<ConversationId> lids = address.underLids(book);
        if (aliases.isEmpty() && lids.isEmpty()) {
            return List.of(id);
        }
        return Stream.concat(group(id).stream(), lids.stream().flatMap(lid -> group(lid).stream()))
                .distinct()
                .toList();
    }

    /// From now on the first is the other.
    ///
    /// @return what has to be written; nothing when that is so already
    List<Change> join(ConversationId id, ConversationId into, String how) {
        ConversationId from = primary(id);
        ConversationId to = primary(into);
        if (!joins || from.equals(to)) {
            return List.of();
        }
        ChatAlias alias = ChatAlias.of(from, to, how);
        know(alias);
        return List.of(alias.put());
    }

    /// Chats that hold messages that came without names, with what owners call them.
    Map<ConversationId, List<ChatView>> nameless() {
        Map<ConversationId, List<ChatView>> found = new TreeMap<>(BY_VALUE);
        views.values()
                .forEach(
                        view ->
                                found.computeIfAbsent(
                                                primary(ConversationId.parse(view.conversation())),
                                                _ -> new ArrayList<>())
                                        .add(view));
        found.values().forEach(all -> all.sort(Comparator.comparing(ChatView::key)));
        return found;
    }

    /// Grows when views or aliases change.
    long revision() {
        return revision;
    }

    /// Whether exports brought anything of a chat.
    boolean isNameless(ConversationId id) {
        if (views.isEmpty()) {
            return false;
        }
        if (namelessAt != revision) {
            nameless = nameless().keySet();
            namelessAt = revision;
        }
        return nameless.contains(primary(id));
    }

    /// Whether there is any chat that one with an address could be joined with.
    boolean mayJoin() {
        return joins && !views.isEmpty();
    }

    /// What the chat is called anywhere.
    List<String> titles(ConversationId id) {
        return group(id).stream()
                .flatMap(one -> chat(one).stream())
                .flatMap(chat -> chat.titles().stream())
                .toList();
    }

    /// WhatsApp's own address of the chat, where a source has shown it.
    Optional<String> address(ConversationId id) {
        return group(id).stream()
                .flatMap(one -> chat(one).stream())
                .flatMap(chat -> Stream.ofNullable(chat.jid()))
                .findFirst();
    }

    static ChatView view(ConversationId id, CaptureOwner owner, SourceReport report) {
        String title = report.chat() == null ? "" : report.chat();
        return new ChatView(
                id.toString(),
                owner.key(),
                Normalizer.normalize(title, Normalizer.Form.NFC).strip(),
                report.senders().keySet().stream().sorted().limit(ChatView.MOST_SENDERS).toList(),
                day(report.firstLocal()),
                day(report.lastLocal()));
    }

    private static @Nullable Integer day(@Nullable String local) {
        OptionalInt day = SurveyDays.day(local);
        return day.isPresent() ? day.getAsInt() : null;
    }

    /// Chats that this owner, or nobody knows who, calls the same.
    List<ConversationId> calledSame(CaptureOwner owner, SourceReport report) {
        ChatView face = view(new ConversationId(0), owner, report);
        return views.values().stream()
                .filter(view -> view.sameFace(face))
                .map(view -> primary(ConversationId.parse(view.conversation())))
                .distinct()
                .sorted(BY_VALUE)
                .toList();
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
                                                && primary(
                                                                ConversationId.parse(
                                                                        view.conversation()))
                                                        .equals(primary(id)));
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
        view = view.widened(views.get(view.key()));
        if (!view.equals(views.put(view.key(), view))) {
            revision++;
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
