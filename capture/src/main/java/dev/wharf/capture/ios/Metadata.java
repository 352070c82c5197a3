package dev.wharf.capture.ios;

import dev.wharf.capture.database.Proto;
import dev.wharf.core.event.Field;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `ZWAMEDIAITEM.ZMETADATA`: what a message answers, forwards and shows beside its text. The
/// numbers of the fields were found by those who looked into databases; WhatsApp documents none.
record Metadata(Proto proto) {
    private static final long LONGEST_TIMER = 10L * 366 * 24 * 3600;
    private static final int[] TEMPLATES = {24, 43, 51};

    /// Empty when it is no protobuf.
    static Optional<Metadata> read(byte @Nullable [] bytes) {
        return Proto.parse(bytes).map(Metadata::new);
    }

    /// WhatsApp's id of the message that is answered.
    @Nullable String quotedId() {
        return text(5);
    }

    @Nullable String quotedAuthor() {
        return text(6);
    }

    /// Where the quoted message stands, when that is another chat or a status.
    @Nullable String quotedChat() {
        return text(7);
    }

    /// The copy of the quoted message's text or caption; null when there is none.
    @Nullable String quotedText() {
        return proto.message(19).map(Metadata::copy).orElse(null);
    }

    /// A message as WhatsApp sends it, of which only the words are looked for.
    private static @Nullable String copy(Proto message) {
        return Stream.of(
                        message.text(1),
                        message.message(6).flatMap(extended -> extended.text(1)),
                        message.message(3).flatMap(image -> image.text(3)))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    @Nullable String forwarder() {
        return text(21);
    }

    @Nullable Long timerSeconds() {
        long number = proto.number(36, -1);
        Long seconds = number >= 0 ? Long.valueOf(number) : number(text(36));
        return seconds == null || seconds < 0 || seconds > LONGEST_TIMER ? null : seconds;
    }

    private static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Long.valueOf(text) : null;
    }

    /// Of a call, null when nothing is said of it.
    @Nullable Long callSeconds() {
        Optional<Proto> call = proto.message(87, 1);
        if (call.isEmpty()) {
            return null;
        }
        long number = call.get().number(3, -1);
        Long seconds = number >= 0 ? Long.valueOf(number) : number(call.get().text(3).orElse(null));
        return seconds == null || seconds > LONGEST_TIMER ? Long.valueOf(0) : seconds;
    }

    /// Of a link's preview.
    @Nullable String description() {
        return text(3);
    }

    @Nullable String url() {
        return proto.message(42, 1).flatMap(link -> link.text(9)).orElseGet(() -> text(42));
    }

    @Nullable String invitedTo() {
        return proto.message(28).flatMap(invite -> invite.text(4)).orElse(null);
    }

    /// The words of a business template, its buttons left out; null when there are none.
    @Nullable String templateText() {
        List<String> words = new ArrayList<>();
        for (Proto template : templates()) {
            for (int tag : new int[] {2, 6, 7}) {
                template.text(tag).filter(text -> !text.isBlank()).ifPresent(words::add);
            }
        }
        return words.isEmpty() ? null : String.join("\n", words);
    }

    private List<Proto> templates() {
        List<Proto> all = new ArrayList<>();
        for (int tag : TEMPLATES) {
            proto.message(tag, 1).ifPresent(all::add);
        }
        return all;
    }

    List<Field> buttons() {
        List<Field> buttons = new ArrayList<>();
        proto.message(24, 1).ifPresent(form -> form.messages(8).forEach(b -> button(b, buttons)));
        proto.message(51, 1).ifPresent(form -> form.messages(9).forEach(b -> button(b, buttons)));
        proto.message(43, 1).ifPresent(form -> form.messages(5).forEach(b -> button(b, buttons)));
        return buttons;
    }

    private static void button(Proto holder, List<Field> buttons) {
        for (Proto button : holder.messages(2)) {
            String label = button.text(1).orElse("");
            String extra = button.text(2).filter(text -> !text.isBlank()).orElse("");
            if (!label.isBlank() || !extra.isEmpty()) {
                buttons.add(new Field("button", (label + " " + extra).strip()));
            }
        }
    }

    /// What is offered for sale: name first.
    List<Field> product() {
        Optional<Proto> product = proto.message(26, 1, 1);
        List<Field> fields = new ArrayList<>();
        product.ifPresent(
                form -> {
                    form.text(3).ifPresent(text -> fields.add(new Field("name", text)));
                    form.text(4).ifPresent(text -> fields.add(new Field("description", text)));
                    form.text(5).ifPresent(text -> fields.add(new Field("currency", text)));
                    if (form.has(6)) {
                        String amount =
                                form.text(6).orElseGet(() -> Long.toString(form.number(6, 0)));
                        fields.add(new Field("amount in thousandths", amount));
                    }
                });
        proto.message(26, 1)
                .flatMap(form -> form.text(2))
                .ifPresent(text -> fields.add(new Field("seller", text)));
        return fields;
    }

    private @Nullable String text(int tag) {
        return proto.text(tag).filter(text -> !text.isBlank()).orElse(null);
    }
}
