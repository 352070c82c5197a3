package dev.wharf.mail;

import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One event with what every renderer asks of it: who took part and what to call whom. For one
/// thread.
final class Scene {
    private static final int LONGEST_LABEL = 90;
    private static final int MOST_NAMED = 3;

    private final Event event;
    private final ItemId id;
    private final Roster roster;
    private final @Nullable Party sender;
    private final List<Party> parties;
    private final String title;

    Scene(Event event, ItemId id, Roster roster) {
        this.event = event;
        this.id = id;
        this.roster = roster;
        this.sender = event.sender() == null ? null : roster.party(event.sender());
        this.parties = parties();
        String title = event.chat().title();
        this.title = title == null ? "" : HeaderText.clean(title);
    }

    Event event() {
        return event;
    }

    ItemId id() {
        return id;
    }

    /// Null for WhatsApp itself.
    @Nullable Party sender() {
        return sender;
    }

    /// Everybody who took part, the sender too, each address once.
    List<Party> everybody() {
        return parties;
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
        for (Party party : parties) {
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
                    parties.isEmpty()
                            ? "an unknown chat"
                            : clipped(together(parties.stream().map(Party::label).toList()));
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
            case UNKNOWN -> parties.size() <= 2;
            case GROUP, BROADCAST, STATUS, CHANNEL -> false;
        };
    }

    private boolean isSender(Party party) {
        return sender != null && party.mailbox().address().equals(sender.mailbox().address());
    }

    private List<Party> parties() {
        List<Person> named =
                switch (event.content()) {
                    case Content.Call call -> call.participants();
                    case Content.Membership membership -> membership.subjects();
                    default -> List.of();
                };
        Set<String> addresses = HashSet.newHashSet(roster.parties().size() + named.size() + 1);
        List<Party> parties = new ArrayList<>(roster.parties().size() + named.size() + 1);
        for (Party member : roster.parties()) {
            add(member, addresses, parties);
        }
        if (sender != null) {
            add(sender, addresses, parties);
        }
        for (Person person : named) {
            add(party(person), addresses, parties);
        }
        return parties;
    }

    private static void add(Party party, Set<String> addresses, List<Party> parties) {
        if (addresses.add(party.mailbox().address())) {
            parties.add(party);
        }
    }

    private static String together(List<String> labels) {
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
