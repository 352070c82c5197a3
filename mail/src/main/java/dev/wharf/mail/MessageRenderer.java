package dev.wharf.mail;

import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.ContactCard;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Field;
import dev.wharf.core.event.Location;
import dev.wharf.core.event.MessageMarks;
import dev.wharf.core.event.Poll;
import dev.wharf.core.event.Quote;
import dev.wharf.core.event.Structured;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A message: words, files, places, contacts, polls, forms, in the order in which WhatsApp shows
/// them.
final class MessageRenderer {
    private static final int MANY = 5;

    private MessageRenderer() {}

    static Draft render(Scene scene, Content.Message message) {
        AttachmentRenderer files = new AttachmentRenderer(scene.fileNames());
        Quote quote = message.quote();
        return new Draft(
                "WhatsApp message from " + scene.senderLabel() + " to " + scene.toLabel(),
                scene.senderLabel(),
                blocks(scene, message, files),
                quote == null ? null : quote.target(),
                marks(message.marks()),
                files.parts());
    }

    /// All that the message says; its files gather in `files`.
    static List<Block> blocks(Scene scene, Content.Message message, AttachmentRenderer files) {
        List<Block> blocks = new ArrayList<>(4);
        remarks(message.marks(), blocks);
        quote(scene, message.quote(), blocks);
        for (Attachment attachment : message.attachments()) {
            files.add(attachment);
        }
        blocks.addAll(files.blocks());
        String text = message.text();
        if (text != null && !text.isEmpty()) {
            blocks.add(new Block.Written(text));
        }
        location(message.location(), blocks);
        for (ContactCard contact : message.contacts()) {
            files.add(contact);
            blocks.add(contact(contact));
        }
        poll(scene, message.poll(), blocks);
        structured(message.structured(), blocks);
        if (!message.mentions().isEmpty()) {
            blocks.add(new Block.Remark("Mentions " + mentions(scene, message)));
        }
        if (blocks.isEmpty()) {
            blocks.add(new Block.Remark("An empty message"));
        }
        return blocks;
    }

    private static String mentions(Scene scene, Content.Message message) {
        return String.join(", ", message.mentions().stream().map(scene::described).toList());
    }

    static List<Header> marks(MessageMarks marks) {
        if (marks.equals(MessageMarks.NONE)) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>();
        flag(headers, "X-Wharf-Edited", marks.edited());
        if (marks.forwardScore() != 0) {
            headers.add(new Header("X-Wharf-Forwarded", forwarded(marks.forwardScore())));
        }
        flag(headers, "X-Wharf-View-Once", marks.viewOnce());
        if (marks.disappearsAfterSeconds() != null) {
            headers.add(
                    new Header(
                            "X-Wharf-Disappears-After",
                            Long.toString(marks.disappearsAfterSeconds())));
        }
        flag(headers, "X-Wharf-History", marks.history());
        flag(headers, "X-Wharf-Recovered", marks.recovered());
        flag(headers, "X-Wharf-Deleted-Locally", marks.deletedLocally());
        return headers;
    }

    private static String forwarded(int score) {
        return score < 0 ? "unknown" : Integer.toString(score);
    }

    private static void flag(List<Header> headers, String name, boolean set) {
        if (set) {
            headers.add(new Header(name, "true"));
        }
    }

    private static void remarks(MessageMarks marks, List<Block> blocks) {
        if (marks.equals(MessageMarks.NONE)) {
            return;
        }
        if (marks.forwardScore() >= MANY) {
            blocks.add(new Block.Remark("Forwarded many times"));
        } else if (marks.forwardScore() > 0) {
            blocks.add(new Block.Remark("Forwarded"));
        }
        if (marks.viewOnce()) {
            blocks.add(new Block.Remark("Sent to be seen once"));
        }
        if (marks.edited()) {
            blocks.add(new Block.Remark("Edited: the source shows the latest text only"));
        }
        if (marks.disappearsAfterSeconds() != null) {
            blocks.add(
                    new Block.Remark(
                            "Disappears after " + Durations.of(marks.disappearsAfterSeconds())));
        }
        if (marks.deletedLocally()) {
            blocks.add(new Block.Remark("Had been deleted on the phone"));
        }
        if (marks.recovered()) {
            blocks.add(new Block.Remark("Recovered from beside the message, not from itself"));
        }
    }

    private static void quote(Scene scene, @Nullable Quote quote, List<Block> blocks) {
        if (quote != null) {
            String text = quote.text();
            blocks.add(
                    new Block.Quoted(
                            quote.author() == null ? null : scene.party(quote.author()).label(),
                            text == null || text.isEmpty() ? "(an earlier message)" : text));
        }
    }

    private static void location(@Nullable Location location, List<Block> blocks) {
        if (location == null) {
            return;
        }
        List<Fact> fields = new ArrayList<>(4);
        field(fields, "Name", location.name());
        field(fields, "Address", location.address());
        if (location.latitude() != null && location.longitude() != null) {
            fields.add(
                    new Fact(
                            "Position",
                            location.latitude() + ", " + location.longitude() + " (WGS 84)"));
        }
        field(fields, "Link", location.url());
        blocks.add(new Block.Card(location.live() ? "Live location" : "Location", fields));
    }

    private static Block contact(ContactCard contact) {
        List<Fact> fields = new ArrayList<>(4);
        fields.add(new Fact("Name", HeaderText.clean(contact.displayName())));
        contact.phones().forEach(phone -> field(fields, "Phone", phone));
        contact.emails().forEach(email -> field(fields, "E-mail", email));
        return new Block.Card("Contact", fields);
    }

    private static void poll(Scene scene, @Nullable Poll poll, List<Block> blocks) {
        if (poll == null) {
            return;
        }
        List<Fact> fields = new ArrayList<>(poll.options().size());
        for (Poll.Option option : poll.options()) {
            fields.add(new Fact(HeaderText.clean(option.name()), votes(scene, option)));
        }
        blocks.add(new Block.Card("Poll: " + HeaderText.clean(poll.question()), fields));
    }

    private static String votes(Scene scene, Poll.Option option) {
        String votes =
                option.votes() < 0
                        ? "votes unknown"
                        : option.votes() + (option.votes() == 1 ? " vote" : " votes");
        return option.voters().isEmpty()
                ? votes
                : votes
                        + " ("
                        + String.join(", ", option.voters().stream().map(scene::described).toList())
                        + ")";
    }

    private static void structured(@Nullable Structured structured, List<Block> blocks) {
        if (structured == null) {
            return;
        }
        List<Fact> fields = new ArrayList<>(structured.fields().size());
        for (Field field : structured.fields()) {
            fields.add(new Fact(HeaderText.clean(field.name()), field.value()));
        }
        String type = HeaderText.clean(structured.type());
        String title = structured.title() == null ? "" : HeaderText.clean(structured.title());
        blocks.add(new Block.Card(title.isEmpty() ? type : type + ": " + title, fields));
    }

    private static void field(List<Fact> fields, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.add(new Fact(label, HeaderText.clean(value)));
        }
    }
}
