package dev.wharf.capture.android;

import dev.wharf.capture.database.Query;
import dev.wharf.capture.database.Row;
import dev.wharf.capture.database.Select;
import dev.wharf.core.event.Poll;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Polls as they stand in the database, with who chose what: `message_poll`, `message_poll_option`
/// and the votes, which are add-ons. The question is the message's text. For one thread.
final class Polls implements AutoCloseable {
    private final Satellite polls;
    private final Satellite options;
    private final Satellite before;
    private final @Nullable Query voters;
    private final People people;

    Polls(Store store, People people) throws IOException {
        this.people = people;
        polls =
                store.satellite(
                        "message_poll",
                        "message_row_id",
                        "selectable_options_count",
                        "poll_type",
                        "correct_option_id",
                        "hide_participant_names",
                        "end_time");
        options =
                store.satellite(
                        "message_poll_option",
                        "message_row_id",
                        "_id",
                        "option_name",
                        "vote_total");
        before =
                store.satellite(
                        "poll_edit_snapshot", "parent_message_row_id", "previous_poll_name");
        voters = voters(store);
    }

    private static @Nullable Query voters(Store store) {
        String table = "message_add_on_poll_vote_selected_option";
        if (!store.schema().has(table, "message_poll_option_id")
                || !store.schema().has(table, "message_add_on_row_id")
                || !store.schema().has("message_add_on", "_id")) {
            return null;
        }
        store.messages().index(table, "message_poll_option_id");
        return store.messages()
                .query(
                        new Select(store.schema(), table, "o")
                                .leftJoin(
                                        "message_add_on",
                                        "v",
                                        "v._id = o.message_add_on_row_id",
                                        "_id")
                                .columns("v", "from_me", "sender_jid_row_id")
                                .then("WHERE o.message_poll_option_id = ? ORDER BY o.rowid"));
    }

    void read(MessageRow message, Scene scene, Said said) throws IOException {
        if (!options.has(message.id()) && !polls.has(message.id())) {
            return;
        }
        List<Poll.Option> choices = new ArrayList<>();
        options.each(message.id(), row -> choices.add(choice(row, scene)));
        said.poll(new Poll(message.text() == null ? "" : message.text(), choices));
        polls.each(message.id(), row -> rules(row, message.id(), said));
        before.each(
                message.id(),
                row -> said.note("earlier question", row.someText("s.previous_poll_name")));
    }

    private Poll.Option choice(Row row, Scene scene) throws IOException {
        List<Person> chosen = new ArrayList<>();
        if (voters != null) {
            voters.each(
                    vote -> {
                        Person voter = voter(vote, scene);
                        if (voter != null) {
                            chosen.add(voter);
                        }
                    },
                    row.integer("s._id", -1));
        }
        String name = row.text("s.option_name");
        long total = row.integer("s.vote_total", chosen.isEmpty() ? -1 : chosen.size());
        return new Poll.Option(
                name == null ? "" : name,
                Math.clamp(Math.max(total, chosen.size()), -1, Integer.MAX_VALUE),
                chosen);
    }

    private @Nullable Person voter(Row vote, Scene scene) throws IOException {
        if (vote.flag("v.from_me")) {
            return people.owner();
        }
        Who who = people.who(vote.integer("v.sender_jid_row_id"));
        who = who == null ? scene.place().peer() : who;
        return who == null ? null : who.person();
    }

    private void rules(Row row, long message, Said said) throws IOException {
        long most = row.integer("s.selectable_options_count", 0);
        if (most > 0) {
            said.note("answers allowed", Long.toString(most));
        }
        if (row.flag("s.hide_participant_names")) {
            said.note("names of voters", "hidden from the members");
        }
        said.note("ends at", Times.text(row.integer("s.end_time")));
        Long correct = row.integer("s.correct_option_id");
        if (correct != null && correct > 0) {
            said.note("right answer", option(message, correct));
        }
    }

    /// What an option says; null when it is not there.
    @Nullable String option(long message, long option) throws IOException {
        return options.<String>first(
                        message,
                        row ->
                                row.integer("s._id", -1) == option
                                        ? row.someText("s.option_name")
                                        : null)
                .orElse(null);
    }

    @Override
    public void close() {
        polls.close();
        options.close();
        before.close();
        if (voters != null) {
            voters.close();
        }
    }
}
