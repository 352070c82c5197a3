package dev.wharf.capture.ios;

import dev.wharf.capture.database.Proto;
import dev.wharf.capture.jid.Jid;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `ZWAMESSAGEINFO.ZRECEIPTINFO`: who got and read a message of the owner's, who reacted to a
/// message, and what a poll asks. The numbers of the fields were found by those who looked into
/// databases; WhatsApp documents none.
record ReceiptInfo(List<Recipient> recipients, List<Reacted> reactions, @Nullable PollForm poll) {
    static final ReceiptInfo NONE = new ReceiptInfo(List.of(), List.of(), null);

    ReceiptInfo {
        recipients = List.copyOf(recipients);
        reactions = List.copyOf(reactions);
    }

    /// @param place within the message, for provenance: `2[0]`
    /// @param packed the address as it stands there
    /// @param who null when the address is in no form that is known
    /// @param delivered in Unix seconds; null when it was not, as far as the phone knows
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Recipient(
            String place,
            byte[] packed,
            @Nullable Jid who,
            @Nullable Long delivered,
            @Nullable Long read) {}

    /// @param place within the message, for provenance: `7.1[0]`
    /// @param by null for the owner, or when it is no address
    /// @param emoji null when it was taken back
    /// @param millis in Unix milliseconds, 0 when it has no time
    record Reacted(
            String place,
            boolean mine,
            @Nullable String id,
            @Nullable Jid by,
            @Nullable String emoji,
            long millis) {}

    record PollForm(String question, List<String> options) {
        PollForm {
            options = List.copyOf(options);
        }
    }

    /// Empty when it is no protobuf.
    static Optional<ReceiptInfo> read(byte @Nullable [] bytes) {
        return Proto.parse(bytes)
                .map(info -> new ReceiptInfo(recipients(info), reactions(info), poll(info)));
    }

    private static List<Recipient> recipients(Proto info) {
        long base = info.number(3, 0);
        List<Recipient> all = new ArrayList<>();
        for (Proto one : info.messages(2)) {
            byte[] packed = one.bytes(1).orElse(new byte[0]);
            all.add(
                    new Recipient(
                            "2[%d]".formatted(all.size()),
                            packed,
                            PackedJid.read(packed),
                            after(base, one, 4),
                            after(base, one, 5)));
        }
        return all;
    }

    private static @Nullable Long after(long base, Proto recipient, int tag) {
        long delta = recipient.number(tag, -1);
        boolean sane = base > 0 && delta >= 0 && delta < 1L << 32 && base < 1L << 40;
        return sane ? base + delta : null;
    }

    private static List<Reacted> reactions(Proto info) {
        List<Reacted> all = new ArrayList<>();
        for (Proto holder : info.messages(7)) {
            for (Proto one : holder.messages(1)) {
                all.add(
                        new Reacted(
                                "7.1[%d]".formatted(all.size()),
                                false,
                                one.text(1).orElse(null),
                                Jid.of(one.text(2).orElse(null)),
                                emoji(one, 3),
                                one.number(4, 0)));
            }
            for (Proto one : holder.messages(2)) {
                all.add(
                        new Reacted(
                                "7.2[%d]".formatted(all.size()),
                                true,
                                one.text(1).orElse(null),
                                null,
                                emoji(one, 2),
                                one.number(3, 0)));
            }
        }
        return all;
    }

    private static @Nullable String emoji(Proto reaction, int tag) {
        return reaction.text(tag).filter(text -> !text.isBlank()).orElse(null);
    }

    private static @Nullable PollForm poll(Proto info) {
        return info.message(8)
                .flatMap(poll -> poll.text(2).map(question -> form(question, poll)))
                .orElse(null);
    }

    private static PollForm form(String question, Proto poll) {
        return new PollForm(
                question,
                poll.messages(3).stream().flatMap(option -> option.text(1).stream()).toList());
    }
}
