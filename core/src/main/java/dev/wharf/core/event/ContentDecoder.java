package dev.wharf.core.event;

import static dev.wharf.core.event.EventCodec.required;

import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Deletion;
import dev.wharf.core.event.Content.Edit;
import dev.wharf.core.event.Content.Gap;
import dev.wharf.core.event.Content.Membership;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Reaction;
import dev.wharf.core.event.Content.Receipt;
import dev.wharf.core.event.Content.Unknown;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Reads the `content` of an event. All kinds but messages draw from one small set of members, so
/// they are collected first and put together by kind.
final class ContentDecoder {
    private final JsonParser json;
    private final EventDecoder event;

    private @Nullable ItemId target;
    private @Nullable MessageKey targetKey;
    private @Nullable Message replacement;
    private @Nullable String text;
    private @Nullable String word;
    private @Nullable String type;
    private @Nullable Person person;
    private List<Person> people = List.of();
    private @Nullable String medium;
    private @Nullable String direction;
    private @Nullable String outcome;
    private boolean group;
    private @Nullable Long seconds;
    private int nanos;

    ContentDecoder(JsonParser json, EventDecoder event) {
        this.json = json;
        this.event = event;
    }

    Content decode(EventKind kind) {
        if (kind == EventKind.MESSAGE) {
            return new MessageDecoder(json, event).decode();
        }
        event.expect(JsonToken.START_OBJECT);
        for (String name = event.next(); name != null; name = event.next()) {
            read(name);
        }
        return switch (kind) {
            case MESSAGE -> throw new IllegalStateException("read above");
            case EDIT -> new Edit(reference(), required(replacement));
            case DELETION -> new Deletion(reference(), word(Deletion.Scope.class), person, text);
            case REACTION -> new Reaction(reference(), text);
            case CALL ->
                    new Call(
                            Call.Medium.valueOf(required(medium)),
                            Call.Direction.valueOf(required(direction)),
                            Call.Outcome.valueOf(required(outcome)),
                            seconds == null ? null : Duration.ofSeconds(seconds, nanos),
                            people,
                            group,
                            text);
            case MEMBERSHIP -> new Membership(word(Membership.Action.class), people, text);
            case RECEIPT -> new Receipt(reference(), word(Receipt.Status.class), person, text);
            case NOTICE -> new Notice(word(Notice.Topic.class), required(text));
            case UNREADABLE -> new Unreadable(word(Unreadable.Reason.class), text);
            case GAP -> new Gap(Instant.ofEpochSecond(required(seconds), nanos), required(word));
            case UNKNOWN -> new Unknown(required(type), text);
        };
    }

    private void read(String name) {
        switch (name) {
            case "target" -> target = ItemId.parse(event.string());
            case "targetKey" -> targetKey = event.key();
            case "replacement" -> replacement = new MessageDecoder(json, event).decode();
            case "text", "emoji" -> text = event.string();
            case "scope", "action", "status", "topic", "reason" -> word = event.string();
            case "type" -> type = event.string();
            case "by", "recipient" -> person = event.person();
            case "subjects", "participants" -> people = event.list(event::person);
            case "medium" -> medium = event.string();
            case "direction" -> direction = event.string();
            case "outcome" -> outcome = event.string();
            case "group" -> group = json.getBooleanValue();
            case "seconds", "from" -> seconds = json.getLongValue();
            case "nanos", "fromNanos" -> nanos = json.getIntValue();
            default -> json.skipChildren();
        }
    }

    private MessageRef reference() {
        return new MessageRef(target, targetKey);
    }

    private <E extends Enum<E>> E word(Class<E> words) {
        return Enum.valueOf(words, required(word));
    }
}
