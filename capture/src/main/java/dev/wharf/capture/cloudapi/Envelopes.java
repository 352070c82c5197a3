package dev.wharf.capture.cloudapi;

import dev.wharf.capture.cloudapi.Update.Setting;
import dev.wharf.capture.json.Nodes;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.capture.UpdateEnvelope.Kind;
import dev.wharf.core.chat.Chat;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;

/// Makes envelopes of updates: whom each is with, from its head alone.
///
/// For one thread and one body.
final class Envelopes {
    private final Phones phones;
    private @Nullable Setting setting;
    private @Nullable Scene scene;
    private String account = "";

    Envelopes(Phones phones) {
        this.phones = phones;
    }

    /// What is told of one update beside where it stands.
    private record Told(
            Kind kind,
            @Nullable Chat chat,
            @Nullable PhoneNumber peer,
            @Nullable String id,
            @Nullable Instant at,
            @Nullable Boolean outgoing,
            List<MediaNeed> media) {}

    UpdateEnvelope of(Update update) {
        Scene around = enter(update.in());
        Told told = told(update, around);
        Chat chat = told.chat;
        Instant at = told.at == null ? update.in().change().time() : told.at;
        return new UpdateEnvelope(
                update.at().text(),
                update.json().from(),
                update.json().to(),
                told.kind,
                account.isEmpty() ? null : account,
                around.business().phone(),
                chat == null ? null : chat.jid(),
                chat == null ? ChatKind.UNKNOWN : chat.kind(),
                told.peer,
                told.id,
                at,
                told.outgoing,
                told.media);
    }

    /// Whether an update that names nobody was taken to be with the only person named beside it.
    boolean tookTheOnlyOne() {
        return scene != null && scene.tookTheOnlyOne();
    }

    private Scene enter(Setting in) {
        Scene known = scene;
        if (known == null || in != setting) {
            known = Scene.of(in, phones, Instant.EPOCH);
            String id = Members.of(in.value().get("metadata")).text("phone_number_id");
            account = id == null ? "" : id;
            setting = in;
            scene = known;
        }
        return known;
    }

    private Told told(Update update, Scene around) {
        return switch (update.as()) {
            case MESSAGE, ECHO, THREAD -> message(update, Members.of(update.read()), around);
            case STATUS -> status(Members.of(update.read()), around);
            case CALL -> call(update.read().tree(), around);
            case GROUP -> group(Members.of(update.read()));
            case CONTACT, PREFERENCE, USER_ID, HANDOVER, SUMMARY -> person(update, around);
            case ERROR, DECLINED, ACCOUNT, EMPTY -> plain(Kind.ACCOUNT);
            case UNKNOWN, BROKEN, UNREADABLE -> plain(Kind.UNKNOWN);
        };
    }

    private static Told plain(Kind kind) {
        return new Told(kind, null, null, null, null, null, List.of());
    }

    private Told message(Update update, Members message, Scene around) {
        MessageHead head = MessageHead.of(update, message, around);
        boolean ownInGroup = head.fromMe() && head.chat().kind() == ChatKind.GROUP;
        Kind kind = update.in().history() ? Kind.HISTORY : head.system() ? Kind.CONTEXT : Kind.CHAT;
        return new Told(
                kind,
                head.chat(),
                ownInGroup ? null : phones.read(head.other().number()),
                head.id(),
                Times.seconds(message.text("timestamp")),
                head.system() ? null : head.fromMe(),
                MediaNeeds.of(message, account));
    }

    private Told status(Members status, Scene around) {
        Instant at = Times.seconds(status.text("timestamp"));
        String id = status.text("id");
        if ("call".equals(status.text("type"))) {
            Peer other = around.complete(StatusReader.recipient(status));
            PhoneNumber phone = phones.read(other.number());
            return new Told(Kind.CHAT, around.direct(other), phone, id, at, true, List.of());
        }
        StatusReader.Head head = StatusReader.Head.of(status, around);
        PhoneNumber phone = phones.read(head.peer().number());
        return new Told(Kind.RECEIPT, head.chat(), phone, id, at, null, List.of());
    }

    private Told call(@Nullable JsonNode call, Scene around) {
        if (call == null) {
            return plain(Kind.UNKNOWN);
        }
        CallReader.Head head = CallReader.Head.of(Members.of(call), around);
        return new Told(
                Kind.CHAT,
                around.direct(head.other()),
                phones.read(head.other().number()),
                Nodes.text(call, "id"),
                Times.seconds(Nodes.text(call, "timestamp")),
                head.outgoing(),
                MediaNeeds.ofCall(call, account));
    }

    private static Told group(Members group) {
        return new Told(
                Kind.CONTEXT,
                Scene.group(group.text("group_id")),
                null,
                null,
                Times.seconds(group.text("timestamp")),
                null,
                List.of());
    }

    /// What is seldom: the decoder's own reading tells whom it is about.
    private Told person(Update update, Scene around) {
        JsonNode node = update.read().tree();
        if (node == null) {
            return plain(Kind.UNKNOWN);
        }
        Draft draft = ChangeReader.ofPerson(update, node, around);
        boolean isAccount = draft.chat().kind() == ChatKind.UNKNOWN;
        Instant at = draft.time().at();
        // What an agent tells of a talk is as good as the talk.
        Kind kind = update.as() == Update.As.SUMMARY ? Kind.CHAT : Kind.CONTEXT;
        return new Told(
                kind,
                isAccount ? null : draft.chat(),
                other(draft),
                null,
                at.equals(Instant.EPOCH) ? null : at,
                null,
                List.of());
    }

    private static @Nullable PhoneNumber other(Draft draft) {
        for (Person member : draft.members()) {
            if (!member.owner() && member.phone() != null) {
                return member.phone();
            }
        }
        return null;
    }
}
