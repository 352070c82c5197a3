package dev.wharf.connector.intake;

import dev.wharf.connector.align.Plan;
import dev.wharf.connector.people.CaptureOwner;
import dev.wharf.core.archive.Change;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.TimeBasis;

import java.util.List;

/// Puts an export's chat, and what is known of it since, before its first item. For one thread.
final class ChatLearner {
    private final ChatBook chats;
    private final CaptureImport taking;
    private final ConversationId id;
    private final CaptureOwner owner;
    private final SourceReport report;
    private final List<Change> joins;
    private final ChatChoice choice;
    private boolean done;

    ChatLearner(
            ChatBook chats,
            CaptureImport taking,
            ChatChoice choice,
            CaptureOwner owner,
            SourceReport report) {
        this.chats = chats;
        this.taking = taking;
        this.id = choice.id();
        this.joins = choice.joins();
        this.choice = choice;
        this.owner = owner;
        this.report = report;
    }

    void learn(Event event) {
        if (!done) {
            done = true;
            Chat chat = event.chat();
            taking.open(joins);
            if (isTimeTrue(event.time().basis())) {
                taking.open(chats.timesAreTrue(id));
            }
            taking.open(chats.learn(id, owner, report, chat));
        }
    }

    /// Of a new chat what its zone says; of one that has an address alignment has moved times that
    /// were only assumed, or found that they are right.
    private boolean isTimeTrue(TimeBasis basis) {
        boolean assumed = basis == TimeBasis.ZONE_ASSUMED;
        Plan plan = choice.plan();
        if (choice.newChat() || plan == null) {
            return choice.newChat() && !assumed;
        }
        return choice.basis() == TimeBasis.UTC && (assumed || plan.firstShift() == 0);
    }
}
