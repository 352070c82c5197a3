package dev.wharf.destinations.imap;

import dev.wharf.core.destination.MailboxSession.ReadBack;
import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.RefusalPolicy.Moment;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one mail back, streaming, and compares it with what was sent: every byte, and the date.
final class Comparison {
    private static final Pattern DATE = Pattern.compile("INTERNALDATE \"([^\"]+)\"");
    private static final Pattern VALIDITY = Pattern.compile("UIDVALIDITY (\\d{1,10})");

    private final ImapConnection connection;
    private final OpenFolder folder;
    private final EmailAddress mailbox;

    Comparison(ImapConnection connection, OpenFolder folder, EmailAddress mailbox) {
        this.connection = connection;
        this.folder = folder;
        this.mailbox = mailbox;
    }

    private record There(long size, String sha256, String date) {}

    /// @param sent with the files left out that this server takes no mail with
    ReadBack of(String receipt, Prepared sent) throws ConnectionLost, Refused {
        Optional<Long> uid = uid(receipt, sent.messageId());
        @Nullable There there = uid.isEmpty() ? null : fetch(uid.get());
        return there == null ? new ReadBack.Gone() : compare(there, sent);
    }

    /// A mailbox that was restored, or moved to another server, has new UIDs.
    private Optional<Long> uid(String receipt, String messageId) throws ConnectionLost, Refused {
        Optional<Receipt> known = Receipt.read(receipt);
        if (known.isPresent() && known.get().validity() == select()) {
            return Optional.of(known.get().uid());
        }
        List<Long> uids =
                new MessageIds(connection, folder, mailbox).among(List.of(messageId)).of(messageId);
        select();
        return uids.stream().findFirst();
    }

    private long select() throws ConnectionLost, Refused {
        List<Reply> data = new ArrayList<>();
        Reply end = connection.command("EXAMINE " + folder.name(), data::add);
        if (!end.ok()) {
            throw new Refused(RefusalPolicy.of(Moment.ASK, end, mailbox));
        }
        for (Reply reply : data) {
            Matcher validity = VALIDITY.matcher(reply.text());
            if (validity.find()) {
                return Long.parseLong(validity.group(1));
            }
        }
        return 0;
    }

    private @Nullable There fetch(long uid) throws ConnectionLost, Refused {
        LineEndDigest digest = new LineEndDigest();
        List<String> texts = new ArrayList<>();
        List<Boolean> bodies = new ArrayList<>();
        Reply end =
                connection.command(
                        "UID FETCH " + uid + " (UID INTERNALDATE BODY.PEEK[])",
                        reply -> texts.add(reply.text()),
                        (head, size, content) -> {
                            content.transferTo(digest);
                            return bodies.add(true);
                        });
        if (!end.ok()) {
            throw new Refused(RefusalPolicy.of(Moment.ASK, end, mailbox));
        }
        if (bodies.isEmpty()) {
            return null;
        }
        Matcher date = DATE.matcher(String.join("\n", texts));
        return new There(digest.size(), digest.sha256(), date.find() ? date.group(1) : "");
    }

    private ReadBack compare(There there, Prepared sent) {
        Outgoing mail = sent.mail();
        // The server's limit may have been another when it was sent.
        MailImage image = there.size() == mail.size() ? mail.image() : sent.image();
        if (there.size() != image.size()) {
            return new ReadBack.Different(
                    "it has %d bytes instead of %d".formatted(there.size(), image.size()));
        }
        if (!there.sha256().equals(sha256(image, mail))) {
            return new ReadBack.Different("it has as many bytes, but others");
        }
        Instant date = mail.date().truncatedTo(ChronoUnit.SECONDS);
        boolean sameDate = InternalDate.read(there.date()).filter(date::equals).isPresent();
        return sameDate
                ? new ReadBack.Same(true)
                : new ReadBack.Different(
                        "its date is %s instead of %s"
                                .formatted(ServerWords.oneLine(there.date()), date));
    }

    private static String sha256(MailImage image, Outgoing mail) {
        LineEndDigest digest = new LineEndDigest();
        try {
            image.writeTo(digest, mail.contents());
        } catch (IOException unreadable) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED,
                    "reading mail %s from the archive: %s"
                            .formatted(mail.messageId(), unreadable.getMessage()),
                    unreadable);
        }
        return digest.sha256();
    }
}
