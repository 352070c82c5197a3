package dev.wharf.capture.android;

import dev.wharf.core.party.Person;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// People named with `@` in a text, which itself keeps their digits: `message_mentions`. For one
/// thread.
final class Mentions implements AutoCloseable {
    private final Satellite rows;
    private final People people;

    Mentions(Store store, People people) throws IOException {
        this.people = people;
        rows =
                store.satellite(
                        "message_mentions",
                        "message_row_id",
                        "jid_row_id",
                        "display_name",
                        "mention_type");
    }

    void read(long message, Said said) throws IOException {
        if (!rows.has(message)) {
            return;
        }
        List<Person> mentioned = new ArrayList<>();
        rows.each(
                message,
                row -> {
                    Who who = people.who(row.integer("s.jid_row_id"));
                    String name = row.someText("s.display_name");
                    if (who != null && (who.person().owner() || who.jid().isDirect())) {
                        mentioned.add(who.person());
                    } else if (who != null) {
                        said.note("mentions", name == null ? who.address() : name);
                    } else if (row.integer("s.mention_type", 0) != 0) {
                        said.note("mentions", name == null ? "everybody" : name);
                    } else if (name != null) {
                        mentioned.add(Person.named(name));
                    }
                });
        said.mentions(mentioned.stream().distinct().toList());
    }

    @Override
    public void close() {
        rows.close();
    }
}
