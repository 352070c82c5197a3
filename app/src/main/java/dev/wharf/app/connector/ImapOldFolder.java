package dev.wharf.app.connector;

import dev.wharf.core.capture.OldFolder;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.progress.Progress;
import dev.wharf.destinations.imap.ImapFolderReader;
import dev.wharf.destinations.imap.ImapFolderReader.FolderMail;
import dev.wharf.destinations.imap.ImapSettings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// A mailbox's folder on an IMAP server. Some megabytes of mails are held at a time; a large mail
/// is streamed, and fetched again whenever it is opened. A connection that breaks is made again,
/// and reading goes on behind the last UID.
///
/// For one thread.
public final class ImapOldFolder implements OldFolder, AutoCloseable {
    private static final int MOST_MAILS = 100;
    private static final int MOST_BYTES = 8 << 20;
    private static final int ATTEMPTS = 3;

    private final ImapSettings settings;
    private final Place place;
    private final Progress progress;
    private final long validity;
    private final List<FolderMail> mails;
    private ImapFolderReader reader;

    /// What is read.
    ///
    /// @param folder `/` leads into a folder
    /// @param from the first UID; 1 for all
    public record Place(EmailAddress mailbox, String folder, long from) {
        public Place {
            if (from < 1) {
                throw new IllegalArgumentException("UIDs count from 1");
            }
        }
    }

    private ImapOldFolder(
            ImapSettings settings, Place place, ImapFolderReader reader, Progress progress) {
        this.settings = settings;
        this.place = place;
        this.reader = reader;
        this.progress = progress;
        this.validity = reader.uidValidity();
        this.mails = reader.list(place.from);
    }

    /// Opens a folder and learns what is in it.
    ///
    /// @param progress told of each mail
    /// @throws WharfException SOURCE_GONE when there is no such folder, SOURCE_REFUSED when the
    ///   mailbox cannot be opened, SOURCE_UNAVAILABLE when the server is away
    static ImapOldFolder open(ImapSettings settings, Place place, Progress progress) {
        ImapFolderReader reader = ImapFolderReader.open(settings, place.mailbox, place.folder);
        try {
            return new ImapOldFolder(settings, place, reader, progress);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public EmailAddress mailbox() {
        return place.mailbox;
    }

    @Override
    public String folder() {
        return place.folder;
    }

    @Override
    public long uidValidity() {
        return validity;
    }

    @Override
    public long size() {
        return mails.size();
    }

    @Override
    public Iterator<Mail> mails() {
        return new Reading();
    }

    private final class Reading implements Iterator<Mail> {
        private final Deque<Mail> ready = new ArrayDeque<>();
        private int at;

        /// Mails that are gone by now are passed over.
        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && at < mails.size()) {
                List<FolderMail> next = next(at);
                ready.addAll(
                        next.getFirst().size() > MOST_BYTES
                                ? List.of(new Streamed(next.getFirst()))
                                : held(next));
                at += next.size();
            }
            return !ready.isEmpty();
        }

        @Override
        public Mail next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            progress.advance(1);
            return ready.remove();
        }

        /// As many as may be held, or a large one alone.
        private List<FolderMail> next(int from) {
            long bytes = 0;
            int end = from;
            while (end < mails.size() && end - from < MOST_MAILS) {
                bytes += mails.get(end).size();
                if (bytes > MOST_BYTES && end > from) {
                    break;
                }
                end++;
            }
            return mails.subList(from, end);
        }
    }

    private List<Mail> held(List<FolderMail> wanted) {
        for (int attempt = 1; ; attempt++) {
            List<Mail> held = new ArrayList<>();
            try {
                reader.read(wanted, (mail, in) -> held.add(new Held(mail, in.readAllBytes())));
                return held;
            } catch (WharfException away) {
                if (away.code() != ErrorCode.SOURCE_UNAVAILABLE || attempt == ATTEMPTS) {
                    throw away;
                }
                reconnect();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private void reconnect() {
        reader.close();
        reader = ImapFolderReader.open(settings, place.mailbox, place.folder);
        if (reader.uidValidity() != validity) {
            throw new WharfException(
                    ErrorCode.SOURCE_UNAVAILABLE,
                    "The folder “%s” of %s was made anew while it was read; run the same command again."
                            .formatted(place.folder, place.mailbox));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Held(FolderMail mail, byte[] content) implements Mail {
        @Override
        public long uid() {
            return mail.uid();
        }

        @Override
        public Instant receivedAt() {
            return mail.internalDate();
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content);
        }
    }

    private final class Streamed implements Mail {
        private final FolderMail mail;

        Streamed(FolderMail mail) {
            this.mail = mail;
        }

        @Override
        public long uid() {
            return mail.uid();
        }

        @Override
        public Instant receivedAt() {
            return mail.internalDate();
        }

        @Override
        public long size() {
            return mail.size();
        }

        @Override
        public InputStream open() throws IOException {
            return FetchedMail.open(reader, mail);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
