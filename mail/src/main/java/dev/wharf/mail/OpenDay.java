package dev.wharf.mail;

import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.StoredItem;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.event.Event;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The mail of a day while its items come in. Of an item it keeps what the mail will show, and not
/// its member list, of which a large group has one for every item. For one thread.
public final class OpenDay {
    private final ConversationId chat;
    private final int day;
    private final int part;
    private final FileNames names = new FileNames();
    private final DayCast cast = new DayCast();
    private final DaySources sources = new DaySources();
    private final List<DayEntry> entries = new ArrayList<>();
    private final Set<Long> sequences = new HashSet<>();
    private @Nullable Roster roster;
    private Instant last = Instant.MIN;
    private long lastSequence;

    OpenDay(ConversationId chat, int day, int part) {
        if (part < 1) {
            throw new IllegalArgumentException("parts of a day count from 1");
        }
        this.chat = chat;
        this.day = day;
        this.part = part;
    }

    /// Takes the next item, in the order of [DayRenderer#ORDER].
    ///
    /// @throws IllegalArgumentException when it is of another chat or day, was there before or is
    ///   out of order
    public void add(StoredItem item) {
        requireNext(item);
        Event event = item.event();
        Roster roster = roster(event.members());
        Scene scene = new Scene(event, item.row().id(), roster, names);
        entries.add(DayEntry.of(scene));
        cast.add(scene);
        sources.add(event.provenance());
    }

    private void requireNext(StoredItem item) {
        ItemRow row = item.row();
        if (!row.id().conversation().equals(chat) || row.id().day() != day) {
            throw new IllegalArgumentException("item " + row.id() + " is of another chat or day");
        }
        Instant at = item.event().time().at();
        int order = at.compareTo(last);
        boolean follows = order > 0 || (order == 0 && row.sequence() > lastSequence);
        if (!follows || !sequences.add(row.sequence())) {
            throw new IllegalArgumentException("item " + row.id() + " is out of order");
        }
        last = at;
        lastSequence = row.sequence();
    }

    /// Most events of a day have equal member lists, each read from the archive for itself.
    private Roster roster(List<Person> members) {
        if (roster == null || !roster.members().equals(members)) {
            roster = Roster.of(members, chat);
        }
        return roster;
    }

    /// @throws IllegalStateException when no item came
    public DayMail finish() {
        if (entries.isEmpty()) {
            throw new IllegalStateException("a day without items has no mail");
        }
        long first = sequences.stream().mapToLong(Long::longValue).min().orElseThrow();
        long highest = sequences.stream().mapToLong(Long::longValue).max().orElseThrow();
        DayExtent extent =
                new DayExtent(
                        chat,
                        day,
                        part,
                        entries.stream().map(DayEntry::item).toList(),
                        first,
                        highest);
        Mail mail = mail(extent, cast.chat(chat));
        return new DayMail(
                mail.messageId(),
                mail.date(),
                MimeWriter.write(mail, MailRenderer.RENDERER_VERSION, new Bytes(8192)));
    }

    private Mail mail(DayExtent extent, DayChat about) {
        List<Part> files = new ArrayList<>();
        List<Fact> contents = new ArrayList<>();
        for (DayEntry entry : entries) {
            files.addAll(entry.files());
            contents.addAll(entry.contents());
        }
        MemberFile members = about.crowd().file();
        if (members != null) {
            MemberFile named = members.named(names);
            files.add(named.part());
            contents.add(new Fact(named.part().fileName(), "everybody who was in the chat"));
        }
        String subject = about.subject(extent);
        DayBody body =
                new DayBody(
                        subject, entries, contents, cast.people(), extent.facts(about, sources));
        Bytes scratch = new Bytes(8192);
        return new Mail(
                extent.messageId(),
                last,
                about.from(),
                about.recipients(),
                subject,
                null,
                List.of(MailRenderer.threadRoot(chat, day)),
                "WhatsApp: " + about.label(),
                extent.properties(about, sources),
                DayText.write(body, scratch),
                DayHtml.write(body, scratch),
                files);
    }
}
