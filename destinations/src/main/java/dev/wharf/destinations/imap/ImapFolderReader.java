package dev.wharf.destinations.imap;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.destinations.imap.RefusalPolicy.Moment;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the mails of one folder of one mailbox, and changes nothing there: it is opened read-only
/// and no mail becomes read.
///
/// For one thread. A broken connection is SOURCE_UNAVAILABLE; whoever reads goes on with a new
/// reader from the UID after the last one they had.
public final class ImapFolderReader implements AutoCloseable {
    private static final int PAGE = 100;
    private static final Pattern UID = Pattern.compile("\\bUID (\\d{1,10})");
    private static final Pattern SIZE = Pattern.compile("RFC822\\.SIZE (\\d{1,15})");
    private static final Pattern DATE = Pattern.compile("INTERNALDATE \"([^\"]+)\"");
    private static final Pattern VALIDITY = Pattern.compile("\\[UIDVALIDITY (\\d{1,10})");

    private final ImapServer server;
    private final EmailAddress mailbox;
    private final StallWatch watch;
    private final ImapConnection connection;
    private final long validity;

    /// One mail of the folder.
    ///
    /// @param uid ascending, good as long as [ImapFolderReader#uidValidity] stays
    /// @param internalDate when it came into the mailbox, whole seconds; the epoch when the server
    ///   does not tell
    /// @param size in bytes, as the server tells it
    public record FolderMail(long uid, Instant internalDate, long size) {}

    /// Takes mails in the order of their UIDs.
    @FunctionalInterface
    public interface MailTaker {
        /// @param content the whole mail; good until this returns, need not be read to its end
        void take(FolderMail mail, InputStream content) throws IOException;
    }

    private ImapFolderReader(
            ImapServer server,
            EmailAddress mailbox,
            StallWatch watch,
            ImapConnection connection,
            long validity) {
        this.server = server;
        this.mailbox = mailbox;
        this.watch = watch;
        this.connection = connection;
        this.validity = validity;
    }

    /// @param settings server and sign-in count; their folder does not
    /// @param folder `/` leads into a folder
    /// @throws WharfException SOURCE_GONE when there is no such folder, SOURCE_REFUSED when the
    ///   mailbox cannot be opened, SOURCE_UNAVAILABLE when the server is away
    public static ImapFolderReader open(
            ImapSettings settings, EmailAddress mailbox, String folder) {
        StallWatch watch = new StallWatch(settings.server().timeout());
        try {
            Connector connector = new Connector(settings, new ServerMemory(), watch);
            ImapConnection connection = connector.signedIn(mailbox);
            long validity = examine(connection, mailbox, folder);
            return new ImapFolderReader(settings.server(), mailbox, watch, connection, validity);
        } catch (ConnectionLost away) {
            watch.close();
            throw failed(RefusalPolicy.away(settings.server(), away));
        } catch (Refused no) {
            watch.close();
            throw failed(no.verdict());
        } catch (WharfException gone) {
            watch.close();
            throw gone;
        }
    }

    private static long examine(ImapConnection connection, EmailAddress mailbox, String folder)
            throws ConnectionLost, Refused {
        String name = Quoted.of(new FolderOpener(connection, mailbox).wireName(folder));
        List<Reply> data = new ArrayList<>();
        Reply end = connection.command("EXAMINE " + name, data::add);
        if (end.ok()) {
            return data.stream()
                    .map(reply -> VALIDITY.matcher(reply.text()))
                    .filter(Matcher::find)
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .findFirst()
                    .orElse(0);
        }
        connection.abort();
        Verdict verdict = RefusalPolicy.of(Moment.ASK, end, mailbox);
        boolean missing = end.code().equals("NONEXISTENT") || end.code().isEmpty();
        throw missing
                ? new WharfException(
                        ErrorCode.SOURCE_GONE,
                        "there is no folder \u201c%s\u201d in %s: %s"
                                .formatted(folder, mailbox, end.said()))
                : failed(verdict);
    }

    /// When it changes, UIDs mean other mails: read from 1 again.
    public long uidValidity() {
        return validity;
    }

    /// Streams the mails from a UID on, until the last that was there when this was called.
    ///
    /// @param from at least 1
    /// @throws WharfException SOURCE_UNAVAILABLE, SOURCE_REFUSED; what `taker` throws as
    ///   IOException comes out as it is, and this reader is at its end then
    public void read(long from, MailTaker taker) throws IOException {
        read(list(from), taker);
    }

    /// Says which mails there are from a UID on, by ascending UID: some fifty bytes of memory each.
    ///
    /// @param from at least 1
    /// @throws WharfException SOURCE_UNAVAILABLE, SOURCE_REFUSED
    public List<FolderMail> list(long from) {
        try {
            return listed(from);
        } catch (ConnectionLost away) {
            throw failed(RefusalPolicy.away(server, away));
        } catch (Refused no) {
            throw failed(no.verdict());
        }
    }

    /// Streams some of the mails that [#list] named. One that is gone by now is passed over.
    ///
    /// @throws WharfException as [#read(long, MailTaker)]
    public void read(List<FolderMail> mails, MailTaker taker) throws IOException {
        try {
            for (int at = 0; at < mails.size(); at += PAGE) {
                page(mails.subList(at, Math.min(mails.size(), at + PAGE)), taker);
            }
        } catch (ConnectionLost away) {
            throw failed(RefusalPolicy.away(server, away));
        } catch (Refused no) {
            throw failed(no.verdict());
        }
    }

    private List<FolderMail> listed(long from) throws ConnectionLost, Refused {
        TreeMap<Long, FolderMail> mails = new TreeMap<>();
        Reply end =
                connection.command(
                        "UID FETCH %d:* (UID INTERNALDATE RFC822.SIZE)".formatted(from),
                        reply -> described(reply).ifPresent(mail -> mails.put(mail.uid(), mail)));
        require(end);
        return List.copyOf(mails.tailMap(from).values());
    }

    private static Optional<FolderMail> described(Reply reply) {
        Matcher uid = UID.matcher(reply.text());
        Matcher size = SIZE.matcher(reply.text());
        Matcher date = DATE.matcher(reply.text());
        if (!reply.text().contains("FETCH (") || !uid.find() || !size.find()) {
            return Optional.empty();
        }
        Optional<Instant> at = date.find() ? InternalDate.read(date.group(1)) : Optional.empty();
        return Optional.of(
                new FolderMail(
                        Long.parseLong(uid.group(1)),
                        at.orElse(Instant.EPOCH),
                        Long.parseLong(size.group(1))));
    }

    private void page(List<FolderMail> mails, MailTaker taker)
            throws ConnectionLost, Refused, IOException {
        Handing handing = new Handing(mails, taker);
        String set =
                mails.stream().map(m -> String.valueOf(m.uid())).collect(Collectors.joining(","));
        require(
                connection.command(
                        "UID FETCH " + set + " (UID BODY.PEEK[])", reply -> {}, handing::take));
        handing.requireNoFailure();
        for (FolderMail mail : mails) {
            if (!handing.done.contains(mail.uid())) {
                alone(mail, taker);
            }
        }
    }

    /// Of a server that tells the UID after the mail. A mail that is gone by now is passed over.
    private void alone(FolderMail mail, MailTaker taker)
            throws ConnectionLost, Refused, IOException {
        Handing handing = new Handing(List.of(mail), taker);
        require(
                connection.command(
                        "UID FETCH " + mail.uid() + " (UID BODY.PEEK[])",
                        reply -> {},
                        (head, size, content) -> handing.hand(mail, content)));
        handing.requireNoFailure();
    }

    /// Gives mails on as they come. A failure of the taker's is kept until the command has its end:
    /// it must not look like one of the connection.
    private static final class Handing {
        private final TreeMap<Long, FolderMail> expected = new TreeMap<>();
        private final MailTaker taker;
        private final Set<Long> done = new HashSet<>();
        private final List<IOException> failure = new ArrayList<>();

        Handing(List<FolderMail> mails, MailTaker taker) {
            mails.forEach(mail -> expected.put(mail.uid(), mail));
            this.taker = taker;
        }

        boolean take(String head, long size, InputStream content) throws IOException {
            Matcher uid = UID.matcher(head);
            FolderMail mail = uid.find() ? expected.get(Long.parseLong(uid.group(1))) : null;
            return mail == null || done.contains(mail.uid()) || hand(mail, content);
        }

        boolean hand(FolderMail mail, InputStream content) throws IOException {
            done.add(mail.uid());
            if (failure.isEmpty()) {
                try {
                    taker.take(mail, content);
                } catch (ConnectionLost lost) {
                    throw lost;
                } catch (IOException failed) {
                    failure.add(failed);
                }
            }
            return true;
        }

        void requireNoFailure() throws IOException {
            if (!failure.isEmpty()) {
                throw failure.getFirst();
            }
        }
    }

    private void require(Reply end) throws Refused {
        if (!end.ok()) {
            throw new Refused(RefusalPolicy.of(Moment.ASK, end, mailbox));
        }
    }

    private static WharfException failed(Verdict verdict) {
        Refusal why = verdict.refusal();
        return new WharfException(why.code(), why.reason());
    }

    @Override
    public void close() {
        connection.close();
        watch.close();
    }
}
