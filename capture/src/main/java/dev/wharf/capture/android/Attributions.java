package dev.wharf.capture.android;

import dev.wharf.capture.jid.Jid;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Who really wrote: on a number that a business shares, which of its people
/// (`agent_message_attribution`) and from which device (`message_details`); and of messages that
/// somebody passed on to a new member of a group, who did (`group_history_bundle_association`). For
/// one thread.
final class Attributions implements AutoCloseable {
    private final Satellite agents;
    private final Satellite devices;
    private final Satellite bundles;
    private final People people;

    Attributions(Store store, People people) throws IOException {
        this.people = people;
        agents = Agents.satellite(store);
        devices = Agents.devices(store);
        bundles =
                store.satellite(
                        "group_history_bundle_association",
                        "message_row_id",
                        "bundle_sender_jid_row_id",
                        "bundle_message_key_from_me");
    }

    void read(MessageRow message, Scene scene, Said said) throws IOException {
        long id = message.id();
        agents.each(
                id,
                row -> {
                    String name = row.someText("a.agent_name");
                    String agent = row.someText("s.agent_id");
                    said.note("written by", name == null ? null : name);
                    said.note("written by agent", agent);
                });
        if (scene.fromMe()) {
            devices.each(
                    id,
                    row -> said.note("written on device", device(row.someText("j.raw_string"))));
        }
        bundles.each(
                id,
                row -> {
                    Who who = people.who(row.integer("s.bundle_sender_jid_row_id"));
                    boolean mine = row.flag("s.bundle_message_key_from_me");
                    String by =
                            mine
                                    ? people.owner().label()
                                    : who == null ? "another member" : who.person().label();
                    said.note("history of the group, passed on by", by);
                });
    }

    /// The number of a device behind the address; null for the phone itself and for none.
    private static @Nullable String device(@Nullable String raw) {
        int colon = raw == null ? -1 : raw.indexOf(':');
        int at = raw == null ? -1 : raw.indexOf('@');
        if (raw == null || Jid.of(raw) == null || colon < 0 || at < colon) {
            return null;
        }
        String number = raw.substring(colon + 1, at);
        return number.equals("0") ? null : number;
    }

    @Override
    public void close() {
        agents.close();
        devices.close();
        bundles.close();
    }
}
