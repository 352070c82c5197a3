package dev.wharf.connector.intake;

import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.connector.people.CapturePeople;
import dev.wharf.connector.people.MailboxPolicy;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Event;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chats that something was heard of lately, with the ids given in them and the people as each
/// account sees them. For one thread.
///
/// Bounded: what was not heard of for longest is forgotten first, but never before all that was
/// minted in it is committed, so that opening it again finds everything. People may be forgotten at
/// any time: the party book gives the same answers again.
final class OpenChats {
    private static final int MOST_CHATS = 1_024;
    private static final int MOST_PEOPLE = 100_000;

    private final IntakeState state;
    private final Pipeline pipeline;
    private final MailboxPolicy policy;
    private final ChatBook chats;
    private final LinkedHashMap<ConversationId, Opened> open = new LinkedHashMap<>(64, 0.75f, true);

    /// A chat, as the account sees it that shows the event.
    ///
    /// @param before ids under which the same chat stood while its other side was known by a LID
    ///   alone, or stands since it was found to be a chat that came without an address; items stay
    ///   where they are and are looked for there too
    record OpenChat(
            ConversationId id, CapturePeople people, TagMint mint, List<ConversationId> before) {}

    private static final class Opened {
        final TagMint mint;
        final Map<Account, OpenChat> views = new HashMap<>();
        long lastBatch;

        Opened(TagMint mint) {
            this.mint = mint;
        }
    }

    private int revision;

    private record Account(@Nullable String given, String label) {}

    OpenChats(IntakeState state, Pipeline pipeline, MailboxPolicy policy, ChatBook chats) {
        this.state = state;
        this.pipeline = pipeline;
        this.policy = policy;
        this.chats = chats;
    }

    /// @param label names the owner of whom nothing is known
    OpenChat of(Event event, CaptureOwner owner, String label) {
        if (revision != state.book().revision()) {
            revision = state.book().revision();
            open.values().forEach(opened -> opened.views.clear());
        }
        ChatAddress address = ChatAddress.of(event, owner.given());
        List<ConversationId> ids = chats.ids(address, state.book());
        ConversationId id = ids.getFirst();
        Opened opened = open.computeIfAbsent(id, this::opened);
        opened.lastBatch = state.nextBatch();
        return opened.views.computeIfAbsent(
                new Account(owner.given(), label),
                _ ->
                        new OpenChat(
                                id,
                                CapturePeople.ofAddresses(policy, state.book(), id, owner, label),
                                opened.mint,
                                ids.subList(1, ids.size())));
    }

    /// Chats have turned out to be others.
    void forgetViews() {
        open.values().forEach(opened -> opened.views.clear());
    }

    private Opened opened(ConversationId id) {
        return new Opened(new TagMint(state.reader(), id, chats.chat(id).isEmpty()));
    }

    /// Call now and then.
    void forget() {
        Iterator<Opened> oldest = open.values().iterator();
        int over = open.size() - MOST_CHATS;
        while (over > 0 && oldest.hasNext()) {
            if (oldest.next().lastBatch <= pipeline.committed()) {
                oldest.remove();
            }
            over--;
        }
        long people = 0;
        for (Opened opened : open.values()) {
            for (OpenChat view : opened.views.values()) {
                people += view.people.size();
            }
        }
        if (people > MOST_PEOPLE) {
            open.values().forEach(opened -> opened.views.clear());
        }
    }
}
