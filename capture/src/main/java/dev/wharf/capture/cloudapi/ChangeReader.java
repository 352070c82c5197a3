package dev.wharf.capture.cloudapi;

import dev.wharf.capture.cloudapi.Update.As;
import dev.wharf.capture.cloudapi.Update.Setting;
import dev.wharf.capture.json.JsonText;
import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.Content;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Makes events of the updates of a change.
///
/// For one thread.
final class ChangeReader implements ChangeWalk.Visitor {
    private final Media media;
    private final Instant receivedAt;
    private final Out out;
    private final Phones phones = new Phones();

    /// Updates that share a setting follow each other.
    private @Nullable Setting setting;

    private @Nullable Scene scene;

    /// Where the events go.
    interface Out {
        void event(String locator, byte[] raw, Draft draft) throws IOException;

        /// A change with nothing in it.
        void nothing(String locator);
    }

    /// @param receivedAt the time of what has none of its own
    ChangeReader(Media media, Instant receivedAt, Out out) {
        this.media = media;
        this.receivedAt = receivedAt;
        this.out = out;
    }

    @Override
    public void nothing(Place place) {
        out.nothing(place.text());
    }

    @Override
    public void update(Update update) throws IOException {
        Scene around = scene(update.in());
        switch (update.as()) {
            case UNREADABLE -> out(update, unknown(around, "unparsable", update.name()));
            case UNKNOWN -> out(update, unknown(around, update.name(), null));
            case EMPTY -> out(update, new AccountReader(around).empty(field(update)));
            case BROKEN -> broken(update, update.json().tree(), around);
            case MESSAGE,
                    ECHO,
                    THREAD,
                    STATUS,
                    CALL,
                    GROUP,
                    CONTACT,
                    PREFERENCE,
                    USER_ID,
                    ERROR,
                    DECLINED,
                    SUMMARY,
                    HANDOVER,
                    ACCOUNT ->
                    parsed(update, around);
        }
    }

    private Scene scene(Setting in) {
        Scene known = scene;
        if (known == null || in != setting) {
            known = Scene.of(in, phones, receivedAt);
            setting = in;
            scene = known;
        }
        return known;
    }

    private static @Nullable String field(Update update) {
        String field = update.in().field();
        return field.equals("?") ? null : field;
    }

    private void out(Update update, Draft draft) throws IOException {
        out.event(update.at().text(), update.json().raw(), draft);
    }

    private void parsed(Update update, Scene around) throws IOException {
        JsonNode node = update.read().tree();
        if (node == null || !node.isObject()) {
            broken(update, node, around);
        } else if (update.as() == As.GROUP) {
            groups(update, new GroupReader(around).read(node));
        } else {
            out(update, draft(update, node, around));
        }
    }

    private void broken(Update update, @Nullable JsonNode node, Scene around) throws IOException {
        String why =
                node == null
                        ? "not JSON, or nested deeper than " + JsonText.DEEPEST
                        : "not what belongs there";
        out(update, unknown(around, "unparsable", why));
    }

    private void groups(Update update, List<Draft> drafts) throws IOException {
        String place = update.at().text();
        for (int part = 0; part < drafts.size(); part++) {
            String locator = part == 0 ? place : place + "#" + part;
            out.event(locator, update.json().raw(), drafts.get(part));
        }
    }

    private Draft draft(Update update, JsonNode node, Scene around) {
        AccountReader account = new AccountReader(around);
        return switch (update.as()) {
            case MESSAGE, ECHO, THREAD ->
                    new MessageReader(around, media, update.in().history())
                            .read(node, MessageHead.of(update, Members.of(node), around));
            case STATUS -> status(node, around);
            case CALL -> new CallReader(around, media).read(node);
            case CONTACT, PREFERENCE, USER_ID, SUMMARY, HANDOVER -> ofPerson(update, node, around);
            case ERROR -> account.error(node);
            case DECLINED -> account.declined(node);
            case ACCOUNT -> account.read(update.in().field(), inner(update.json()));
            case GROUP, EMPTY, UNKNOWN, BROKEN, UNREADABLE ->
                    throw new IllegalStateException("read elsewhere: " + update.as());
        };
    }

    /// What is said about one person and is no message.
    static Draft ofPerson(Update update, JsonNode node, Scene around) {
        PeopleReader people = new PeopleReader(around);
        return switch (update.as()) {
            case CONTACT -> people.contact(node);
            case PREFERENCE -> people.preference(node);
            case USER_ID -> people.newUserId(node);
            case SUMMARY -> people.summary(node);
            case HANDOVER -> people.handover(inner(update.json()));
            default -> throw new IllegalStateException("read elsewhere: " + update.as());
        };
    }

    private Draft status(JsonNode status, Scene around) {
        return "call".equals(Nodes.text(status, "type"))
                ? new CallReader(around, media).status(status)
                : new StatusReader(around).read(status);
    }

    /// The value within a change that is parsed as a whole.
    private static JsonNode inner(JsonText whole) {
        JsonText value = whole.members().get("value");
        JsonNode node = (value == null ? whole : value).tree();
        return node == null ? MissingNode.getInstance() : node;
    }

    private static Draft unknown(Scene scene, String type, @Nullable String text) {
        return scene.ofAccount().saying(new Content.Unknown(type, text));
    }
}
