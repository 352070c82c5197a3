package dev.wharf.capture.android;

import dev.wharf.capture.database.Row;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Deletion.Scope;
import dev.wharf.core.event.EventTime;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Messages that were deleted for everyone, by their sender (type 15) or by an admin (64): the row
/// stays and its words are gone. `message_revoked` names the id that the message had, and when.
/// Words that survive beside it come first, as a message marked as recovered. For one thread.
final class Deletions implements AutoCloseable {
    private static final long BY_ADMIN = 64;

    private final Satellite rows;
    private final People people;
    private final Recovered recovered;

    Deletions(Store store, People people, Recovered recovered) throws IOException {
        this.people = people;
        this.recovered = recovered;
        rows =
                store.satellite(
                        "message_revoked",
                        "message_row_id",
                        "revoked_key_id",
                        "admin_jid_row_id",
                        "revoke_timestamp");
    }

    /// @param id that the message had; null when the table does not say
    /// @param admin row of `jid`
    private record Revoked(@Nullable String id, @Nullable Long admin, @Nullable Long at) {
        static Revoked of(Row row) {
            return new Revoked(
                    row.someText("s.revoked_key_id"),
                    row.integer("s.admin_jid_row_id"),
                    row.integer("s.revoke_timestamp"));
        }
    }

    /// The id of the message that is gone.
    @Nullable String deletedId(MessageRow message) throws IOException {
        return rows.<String>first(message.id(), row -> row.someText("s.revoked_key_id"))
                .orElse(message.keyId());
    }

    void read(MessageRow message, Scene scene, Out.Raw raw, Out out) throws IOException {
        Revoked revoked =
                rows.first(message.id(), Revoked::of).orElse(new Revoked(null, null, null));
        MessageRef target = scene.ref();
        String words = message.text() == null ? recovered.deleted(message, scene.id()) : null;
        if (words != null) {
            out.note(
                    "texts of deleted messages, recovered from quotes or the search table",
                    message.locator());
            Said said = new Said().text(words).recovered();
            out.event(message.locator() + "#recovered", raw, scene.draft().saying(said.message()));
        }
        EventTime at = Times.first(revoked.at());
        EventTime when = at == null ? scene.time() : at;
        boolean admin = message.type() == BY_ADMIN;
        Who who = admin ? people.who(revoked.admin()) : null;
        Person by = admin ? who == null ? null : who.person() : scene.sender();
        boolean mine = by != null && by.owner();
        String address = admin ? who == null ? null : who.address() : scene.senderAddress();
        Draft draft =
                scene.at(when)
                        .by(by, Scene.direction(mine))
                        .keyed(scene.ref(message.keyId(), mine, address).key());
        out.event(
                message.locator(),
                raw,
                draft.saying(
                        new Deletion(
                                target,
                                admin ? Scope.BY_ADMIN : Scope.FOR_EVERYONE,
                                by,
                                message.text())));
    }

    @Override
    public void close() {
        rows.close();
    }
}
