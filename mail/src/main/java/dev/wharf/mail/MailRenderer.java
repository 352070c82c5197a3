package dev.wharf.mail;

import dev.wharf.core.archive.Headline;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.item.ItemId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Turns an identified event into the mail that the archive keeps.
///
/// It reads the event and its id, nothing else: no clock, no locale, no mapping. So the same event
/// gives the same bytes for ever, under one [#RENDERER_VERSION]; whatever changes a byte of an item
/// or of a day ([DayRenderer]) raises it.
///
/// Safe for many threads; it keeps the last member list it saw, since a group's events share one.
public final class MailRenderer {
    public static final int RENDERER_VERSION = 1;

    /// A header with more people than this is a known reason for archives to refuse a mail; beyond
    /// it they stand in a file of their own.
    static final int MOST_IN_HEADER = 500;

    private static final int MOST_IN_HEADLINE = 20;
    private static final int LARGEST_KEPT = 1 << 20;
    private static final String ITEM_DOMAIN = "@item.wharf.invalid";
    private static final String CHAT_DOMAIN = "@chat.wharf.invalid";

    private volatile @Nullable Roster lastRoster;

    /// As many as threads ever rendered at once.
    private final ConcurrentLinkedDeque<Scratch> idle = new ConcurrentLinkedDeque<>();

    /// @throws IllegalArgumentException for a receipt, which is evidence attached to its message
    ///   and never an item, and for an attachment that is still PENDING
    public Rendered render(Event event, ItemId id) {
        Roster roster = roster(event, id);
        Template template = roster.templates().find(event, id, this::renderWhole);
        if (template == null) {
            return renderWhole(event, id);
        }
        Scratch scratch = scratch();
        Rendered rendered =
                template.render(event, id, scratch, () -> renderWhole(event, id).mail());
        keep(scratch);
        return rendered;
    }

    /// Makes the mail without a [Template]: the same bytes, the long way.
    Rendered renderWhole(Event event, ItemId id) {
        Scene scene = new Scene(event, id, roster(event, id));
        Scratch scratch = scratch();
        Mail mail = mail(scene, draft(scene), scratch.bytes());
        Rendered rendered =
                new Rendered(
                        MimeWriter.write(mail, RENDERER_VERSION, scratch.bytes()),
                        headline(scene, mail),
                        () -> mail);
        keep(scratch);
        return rendered;
    }

    private Scratch scratch() {
        Scratch scratch = idle.pollFirst();
        return scratch == null ? new Scratch() : scratch;
    }

    private void keep(Scratch scratch) {
        if (scratch.bytes().capacity() <= LARGEST_KEPT) {
            idle.addFirst(scratch);
        }
    }

    /// The Message-ID of an item, without angle brackets; the same in every mailbox.
    public static String messageId(ItemId item) {
        return item + ITEM_DOMAIN;
    }

    /// What all mails of one chat and UTC day refer to, so that clients group them; no mail has it.
    static String threadRoot(ConversationId chat, int day) {
        return "chat-" + chat + "." + Times.day(day) + CHAT_DOMAIN;
    }

    private Roster roster(Event event, ItemId id) {
        Roster last = lastRoster;
        if (last != null && last.isOf(event.members(), id.conversation())) {
            return last;
        }
        Roster fresh = Roster.of(event.members(), id.conversation());
        lastRoster = fresh;
        return fresh;
    }

    static Draft draft(Scene scene) {
        return switch (scene.event().content()) {
            case Content.Message message -> MessageRenderer.render(scene, message);
            case Content.Edit edit -> EditRenderer.render(scene, edit);
            case Content.Deletion deletion -> DeletionRenderer.render(scene, deletion);
            case Content.Reaction reaction -> ReactionRenderer.render(scene, reaction);
            case Content.Call call -> CallRenderer.render(scene, call);
            case Content.Membership membership -> MembershipRenderer.render(scene, membership);
            case Content.Notice notice -> NoticeRenderer.render(scene, notice);
            case Content.Unreadable unreadable -> UnreadableRenderer.render(scene, unreadable);
            case Content.Gap gap -> GapRenderer.render(scene, gap);
            case Content.Unknown unknown -> UnknownRenderer.render(scene, unknown);
            case Content.Receipt _ ->
                    throw new IllegalArgumentException(
                            "a receipt is evidence attached to its message, not an item");
        };
    }

    private static Mail mail(Scene scene, Draft draft, Bytes scratch) {
        Event event = scene.event();
        Party sender = scene.sender();
        Body body =
                new Body(
                        look(event, draft),
                        draft.caption(),
                        draft.blocks(),
                        Facts.stamp(event.time()),
                        Facts.of(scene));
        List<Header> properties = Properties.of(scene, draft);
        List<Part> files = new ArrayList<>(draft.files());
        Recipients to = recipients(scene, properties, files);
        String target = target(draft.target());
        String root = threadRoot(scene.id().conversation(), scene.id().day());
        return new Mail(
                messageId(scene.id()),
                event.time().at(),
                sender == null ? Parties.WHATSAPP : sender.mailbox(),
                to,
                draft.subject(),
                target,
                target == null ? List.of(root) : List.of(root, target),
                "WhatsApp: " + scene.chatLabel(),
                properties,
                TextBody.write(body, scratch),
                HtmlBody.write(body, scene.chatLabel(), scratch),
                files);
    }

    static Body.Look look(Event event, Draft draft) {
        if (draft.caption().isEmpty()) {
            return Body.Look.NOTICE;
        }
        return event.direction() == Event.Direction.OUTGOING
                ? Body.Look.OUTGOING
                : Body.Look.INCOMING;
    }

    private static @Nullable String target(@Nullable MessageRef target) {
        return target == null || target.item() == null ? null : messageId(target.item());
    }

    private static Recipients recipients(Scene scene, List<Header> properties, List<Part> files) {
        Crowd everybody = scene.everybody();
        MemberFile members = everybody.file();
        if (members != null) {
            properties.addAll(members.properties());
            files.add(members.part());
        }
        boolean alone = members == null && !everybody.parties().isEmpty();
        return new Recipients(alone ? null : scene.chatLabel(), everybody.mailboxes());
    }

    private static Headline headline(Scene scene, Mail mail) {
        String from = mail.from().address();
        List<String> to = new ArrayList<>();
        for (Party party : scene.everybody().parties()) {
            if (to.size() == MOST_IN_HEADLINE) {
                break;
            }
            if (!party.mailbox().address().equals(from)) {
                to.add(party.heading());
            }
        }
        return new Headline(mail.subject(), mail.from().toString(), to);
    }
}
