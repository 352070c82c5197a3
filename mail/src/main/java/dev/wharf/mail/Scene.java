package dev.wharf.mail;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One event with what every renderer asks of it: who took part and what to call whom. For one
/// thread.
final class Scene {
    private static final int LONGEST_LABEL = 90;
    private static final int MOST_NAMED = 3;

    private final Event event;
    private final ItemId id;
    private final Roster roster;
    private final @Nullable Party sender;
    private final Crowd crowd;
    private final String title;
    private final FileNames fileNames;

    Scene(Event event, ItemId id, Roster roster) {
        this(event, id, roster, new FileNames());
    }

    /// @param fileNames of the mail that the event will stand in, alone or with others
    Scene(Event event, ItemId id, Roster roster, FileNames fileNames) {
        this.fileNames = fileNames;
        this.event = event;
        this.id = id;
        this.roster = roster;
        this.sender = event.sender() == null ? null : roster.party(event.sender());
        this.crowd = crowd();
        String title = event.chat().title();
        this.title = title == null ? "" : HeaderText.clean(title);
    }

    Event event() {
        return event;
    }

    ItemId id() {
        return id;
    }

    FileNames fileNames() {
        return fileNames;
    }

    /// Null for WhatsApp itself.
    @Nullable Party sender() {
        return sender;
    }

    /// Everybody who took part, the sender too.
    Crowd everybody() {
        return crowd;
    }

    /// Clean; empty when there is none.
    String title() {
        return title;
    }

    Party party(Person person) {
        return roster.party(person);
    }

    String senderLabel() {
        return sender == null ? Parties.WHATSAPP.name() : clipped(sender.label());
    }

    /// Whom it is addressed to: the group's title, or the other side.
    String toLabel() {
        if (event.chat().kind() == ChatKind.STATUS) {
            return "status";
        }
        if (!isDirect()) {
            return chatLabel();
        }
        List<String> others = new ArrayList<>();
        for (Party party : crowd.parties()) {
            if (!isSender(party)) {
                others.add(party.label());
            }
        }
        return others.isEmpty() ? otherSide() : clipped(together(others));
    }

    /// Of a chat in which one voice alone was ever heard.
    private String otherSide() {
        boolean named = !title.isEmpty() && (sender == null || !title.equals(sender.label()));
        return named ? clipped(title) : "somebody unknown";
    }

    /// What to call the chat, whoever wrote.
    String chatLabel() {
        if (!title.isEmpty()) {
            return clipped(title);
        }
        return switch (event.chat().kind()) {
            case DIRECT, UNKNOWN ->
                    crowd.parties().isEmpty()
                            ? "an unknown chat"
                            : clipped(
                                    together(crowd.parties().stream().map(Party::label).toList()));
            case GROUP -> "a group without a known name";
            case BROADCAST -> "a broadcast list";
            case STATUS -> "status";
            case CHANNEL -> "a channel";
        };
    }

    /// `in the group “X”` or `in the chat with X`, to end a sentence with.
    String inChat() {
        return isDirect() ? "in the chat with " + chatLabel() : "in " + chatLabel();
    }

    String labels(List<Person> people) {
        return together(people.stream().map(person -> party(person).label()).toList());
    }

    /// A name, and the number where there is one.
    String described(Person person) {
        return party(person).described();
    }

    /// One-to-one, or not known to be anything else while two took part.
    boolean isDirect() {
        return switch (event.chat().kind()) {
            case DIRECT -> true;
            case UNKNOWN -> crowd.parties().size() <= 2;
            case GROUP, BROADCAST, STATUS, CHANNEL -> false;
        };
    }

    private boolean isSender(Party party) {
        return sender != null && party.mailbox().address().equals(sender.mailbox().address());
    }

    private Crowd crowd() {
        List<Person> named =
                switch (event.content()) {
                    case Content.Call call -> call.participants();
                    case Content.Membership membership -> membership.subjects();
                    default -> List.of();
                };
        Person from = event.sender();
        if (named.isEmpty() && (from == null || roster.holds(from))) {
            return roster.crowd();
        }
        List<Party> people = new ArrayList<>(roster.parties());
        if (sender != null) {
            people.add(sender);
        }
        for (Person person : named) {
            people.add(party(person));
        }
        return Crowd.of(people);
    }

    static String together(List<String> labels) {
        int count = labels.size();
        if (count == 1) {
            return labels.getFirst();
        }
        if (count <= MOST_NAMED) {
            return String.join(", ", labels.subList(0, count - 1)) + " and " + labels.getLast();
        }
        return String.join(", ", labels.subList(0, MOST_NAMED - 1))
                + " and "
                + (count - MOST_NAMED + 1)
                + " others";
    }

    private static String clipped(String label) {
        return HeaderText.clip(label, LONGEST_LABEL);
    }
}
