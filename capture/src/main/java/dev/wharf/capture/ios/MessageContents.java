package dev.wharf.capture.ios;

import dev.wharf.capture.ios.MessageReader.Scene;
import dev.wharf.capture.jid.Jid;
import dev.wharf.capture.webhook.Draft;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Content.Call;
import dev.wharf.core.event.Content.Message;
import dev.wharf.core.event.Content.Notice;
import dev.wharf.core.event.Content.Notice.Topic;
import dev.wharf.core.event.Content.Unreadable;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MediaKind;
import dev.wharf.core.event.MessageKey;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.MessageRef;
import dev.wharf.core.event.Poll;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;
import dev.wharf.core.party.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a message of any type but group and system events says, by `ZMESSAGETYPE`.
final class MessageContents {
    private final People people;
    private final MediaReader media;
    private final Notes notes;

    MessageContents(People people, MediaReader media, Notes notes) {
        this.people = people;
        this.media = media;
        this.notes = notes;
    }

    Draft said(Scene scene) throws IOException {
        Long type = scene.row().type();
        if (type == null || type < 0 || type > Integer.MAX_VALUE) {
            return unknown(scene);
        }
        return switch (type.intValue()) {
            case 0, 25, 31, 34 -> text(scene);
            case 1 -> media(scene, MediaKind.IMAGE);
            case 2, 43 -> media(scene, MediaKind.VIDEO);
            case 3 -> media(scene, MediaKind.AUDIO);
            case 4 -> contacts(scene);
            case 5 -> place(scene);
            case 7 -> link(scene);
            case 8 -> media(scene, MediaKind.DOCUMENT);
            case 11 -> media(scene, MediaKind.GIF);
            case 12 -> scene.draft().saying(new Unreadable(Unreadable.Reason.NOT_DECRYPTED, null));
            case 15 -> media(scene, MediaKind.STICKER);
            case 19, 20, 23, 24, 30, 32, 41, 42 -> template(scene);
            case 26 -> product(scene);
            case 27 -> invite(scene);
            case 28 -> timer(scene);
            case 38 -> media(scene, MediaKind.IMAGE);
            case 39 -> media(scene, MediaKind.VIDEO);
            case 46 -> poll(scene);
            case 53 -> media(scene, MediaKind.VOICE_NOTE);
            case 54 -> media(scene, MediaKind.VIDEO_NOTE);
            case 55 -> channel(scene);
            case 59 -> call(scene);
            default -> unknown(scene);
        };
    }

    private Draft text(Scene scene) throws IOException {
        boolean hasMedium = scene.media() != null && scene.media().isMedium();
        if (hasMedium) {
            return media(scene, MediaKind.UNKNOWN);
        }
        String text = scene.row().text();
        if (text == null && quote(scene) == null) {
            notes.note("text messages without a text; they are kept raw", scene.row().locator());
            return scene.draft().saying(new Content.Unknown("message of type 0", null));
        }
        return message(scene, text, null);
    }

    private Draft message(Scene scene, @Nullable String text, @Nullable Structured form)
            throws IOException {
        return scene.draft().saying(plain(scene, text, null, List.of(), null, form));
    }

    private Message plain(
            Scene scene,
            @Nullable String text,
            @Nullable Location place,
            List<ContactCard> cards,
            @Nullable Poll poll,
            @Nullable Structured form)
            throws IOException {
        return MessageReader.withMarks(
                new Message(
                        text,
                        List.of(),
                        place,
                        cards,
                        poll,
                        quote(scene),
                        form,
                        List.of(),
                        MessageMarks.NONE),
                scene);
    }

    private Draft media(Scene scene, MediaKind kind) throws IOException {
        MessageRow row = scene.row();
        MediaReader.Read files =
                media.read(kind, scene.media(), Marks.isViewOnce(row.type()), row, notes);
        Message message = plain(scene, caption(scene, kind), null, List.of(), null, null);
        return scene.draft().saying(message.withAttachments(files.attachments()), files.openers());
    }

    /// A document's title is its name; any other medium's is its caption.
    private static @Nullable String caption(Scene scene, MediaKind kind) {
        String text = scene.row().text();
        String title = scene.media() == null ? null : scene.media().title();
        if (kind == MediaKind.DOCUMENT) {
            return text != null && text.equals(title) ? null : text;
        }
        if (kind == MediaKind.UNKNOWN) {
            return text == null ? title : text;
        }
        return title == null ? text : title;
    }

    private Draft contacts(Scene scene) throws IOException {
        MediaRow row = scene.media();
        List<ContactCard> cards =
                row == null ? List.of() : Cards.read(row.cardText(), row.cardName());
        if (cards.isEmpty()) {
            notes.note("contacts without a card", scene.row().locator());
        }
        return scene.draft().saying(plain(scene, scene.row().text(), null, cards, null, null));
    }

    private Draft place(Scene scene) throws IOException {
        MediaRow row = scene.media();
        Location place =
                row == null
                        ? new Location(null, null, null, null, null, false)
                        : new Location(
                                degrees(row.latitude(), 90),
                                degrees(row.longitude(), 180),
                                row.title(),
                                row.cardName(),
                                row.url(),
                                false);
        return scene.draft().saying(plain(scene, scene.row().text(), place, List.of(), null, null));
    }

    private static @Nullable Double degrees(@Nullable Double value, int most) {
        return value == null || Math.abs(value) > most ? null : value;
    }

    /// A text with a link, of which WhatsApp shows a preview.
    private Draft link(Scene scene) throws IOException {
        Metadata metadata = scene.metadata();
        MediaRow row = scene.media();
        List<Field> fields = new ArrayList<>();
        if (metadata != null) {
            add(fields, "url", metadata.url());
            add(fields, "description", metadata.description());
        }
        String title = row == null ? null : row.title();
        boolean shown = title != null || !fields.isEmpty();
        return message(
                scene,
                scene.row().text(),
                shown ? new Structured("link preview", title, fields) : null);
    }

    private static void add(List<Field> fields, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.add(new Field(name, value));
        }
    }

    private Draft template(Scene scene) throws IOException {
        Metadata metadata = scene.metadata();
        String words = metadata == null ? null : metadata.templateText();
        List<Field> buttons = metadata == null ? List.of() : metadata.buttons();
        String text = scene.row().text();
        if (text == null && words == null && scene.media() == null) {
            return unknown(scene);
        }
        if (text != null && words != null && !words.contains(text)) {
            words = text + "\n" + words;
        }
        String all = words == null ? text : words;
        boolean hasMedium = scene.media() != null && scene.media().path() != null;
        Structured form = new Structured("business template", null, buttons);
        if (!hasMedium) {
            return message(scene, all, form);
        }
        MediaReader.Read files =
                media.read(MediaKind.UNKNOWN, scene.media(), false, scene.row(), notes);
        Message message = plain(scene, all, null, List.of(), null, form);
        return scene.draft().saying(message.withAttachments(files.attachments()), files.openers());
    }

    private Draft product(Scene scene) throws IOException {
        Metadata metadata = scene.metadata();
        List<Field> fields = metadata == null ? List.of() : metadata.product();
        String title = scene.media() == null ? null : scene.media().title();
        return message(scene, scene.row().text(), new Structured("product", title, fields));
    }

    private Draft invite(Scene scene) throws IOException {
        Metadata metadata = scene.metadata();
        String group = metadata == null ? null : metadata.invitedTo();
        return message(
                scene, scene.row().text(), new Structured("group invitation", group, List.of()));
    }

    private static Draft timer(Scene scene) {
        Metadata metadata = scene.metadata();
        Long seconds = metadata == null ? null : metadata.timerSeconds();
        String text =
                seconds == null
                        ? "the default message timer was changed"
                        : "the default message timer was set to %d seconds".formatted(seconds);
        return scene.draft()
                .by(null, scene.draft().direction())
                .saying(new Notice(Topic.TIMER, text));
    }

    /// Who voted for what is in no column that is understood; it is kept raw.
    private Draft poll(Scene scene) throws IOException {
        ReceiptInfo receipts = scene.info() == null ? null : scene.info().receipts();
        ReceiptInfo.PollForm form = receipts == null ? null : receipts.poll();
        if (form == null) {
            notes.note("polls whose question cannot be read; they are kept raw", where(scene));
            return scene.draft().saying(new Content.Unknown("poll", scene.row().text()));
        }
        Poll poll =
                new Poll(
                        form.question(),
                        form.options().stream()
                                .map(name -> new Poll.Option(name, -1, List.of()))
                                .toList());
        return scene.draft().saying(plain(scene, scene.row().text(), null, List.of(), poll, null));
    }

    private static String where(Scene scene) {
        return scene.row().locator();
    }

    private static Draft channel(Scene scene) {
        String text =
                switch ((int) scene.row().event()) {
                    case 1 -> "the channel was created";
                    case 4 -> "the channel's privacy was raised";
                    default -> "channel event %d".formatted(scene.row().event());
                };
        return scene.draft()
                .by(null, scene.draft().direction())
                .saying(new Notice(Topic.OTHER, text));
    }

    /// A call as the chat shows it; whether voice or video no column that is understood tells.
    private static Draft call(Scene scene) {
        boolean mine = scene.row().fromMe();
        Metadata metadata = scene.metadata();
        Long seconds = metadata == null ? null : metadata.callSeconds();
        Call.Outcome outcome =
                seconds == null
                        ? Call.Outcome.UNKNOWN
                        : seconds > 0
                                ? Call.Outcome.ANSWERED
                                : mine ? Call.Outcome.UNANSWERED : Call.Outcome.MISSED;
        return scene.draft()
                .saying(
                        new Call(
                                Call.Medium.UNKNOWN,
                                mine ? Call.Direction.OUTGOING : Call.Direction.INCOMING,
                                outcome,
                                seconds == null || seconds == 0
                                        ? null
                                        : Duration.ofSeconds(seconds),
                                scene.talk().isDirect() ? scene.draft().members() : List.of(),
                                !scene.talk().isDirect(),
                                scene.row().text()));
    }

    private Draft unknown(Scene scene) {
        notes.note(
                "messages of type %s, which this version does not know; they are kept raw"
                        .formatted(scene.row().type()),
                where(scene));
        String type = "message of type " + scene.row().type();
        return scene.draft().saying(new Content.Unknown(type, scene.row().text()));
    }

    private @Nullable Quote quote(Scene scene) throws IOException {
        Metadata metadata = scene.metadata();
        String id = metadata == null ? null : metadata.quotedId();
        if (metadata == null || (id == null && metadata.quotedAuthor() == null)) {
            return null;
        }
        Person author = people.person(metadata.quotedAuthor());
        Jid elsewhere = Jid.of(metadata.quotedChat());
        String chat = elsewhere == null ? scene.draft().chat().jid() : elsewhere.address();
        Boolean fromMe = author == null ? null : Boolean.valueOf(author.owner());
        MessageRef target =
                id == null
                        ? MessageRef.UNKNOWN
                        : new MessageRef(
                                null, new MessageKey(chat, id, fromMe, People.address(author)));
        String text = metadata.quotedText();
        // With neither author nor text it would say that it completes what it answers.
        return new Quote(target, author, author == null && text == null ? "" : text);
    }
}
