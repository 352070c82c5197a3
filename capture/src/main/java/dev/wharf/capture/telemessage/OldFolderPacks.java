package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.CheckedEntryStream;
import dev.wharf.capture.file.FolderPack;
import dev.wharf.core.capture.CaptureEnvelope;
import dev.wharf.core.capture.OldFolder;
import dev.wharf.core.capture.OldFolder.Mail;
import dev.wharf.core.capture.SourceKind;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes captures of the mails of a mailbox's folder: some hundreds at a time, packed in memory, in
/// order of UID, so that the same folder read again gives the same captures; a large mail alone and
/// streamed. Each says which mailbox, folder and UIDs it is from.
///
/// For one thread. Needs some 20 MB.
public final class OldFolderPacks {
    static final int MOST_MAILS = 500;
    static final int MOST_BYTES = 8 << 20;

    private final Clock clock;

    /// Takes a capture; it is durable when this returns.
    @FunctionalInterface
    public interface Acceptor {
        /// @param body the same at every opening, until this returns
        void accept(CaptureEnvelope envelope, CheckedEntryStream.Opener body) throws IOException;
    }

    /// What was handed over.
    ///
    /// @param held mails in the folder when it was opened, as its server said
    /// @param given mails that the reader gave
    /// @param captures of a range of UIDs each
    public record Handed(long held, long given, List<Range> captures) {
        public Handed {
            captures = List.copyOf(captures);
        }

        /// Whether as many came as there were.
        public boolean isWhole() {
            return held == given;
        }
    }

    /// @param name of the capture
    public record Range(long first, long last, long mails, String name) {}

    public OldFolderPacks(Clock clock) {
        this.clock = clock;
    }

    /// Hands over all of a folder.
    ///
    /// @throws IllegalArgumentException when the reader gives UIDs that do not ascend
    public Handed hand(OldFolder folder, Acceptor acceptor) throws IOException {
        Pass pass = new Pass(folder, acceptor);
        Iterator<Mail> mails = folder.mails();
        while (mails.hasNext()) {
            pass.take(mails.next());
        }
        pass.flush();
        return new Handed(folder.size(), pass.given, pass.ranges);
    }

    private final class Pass {
        private final OldFolder folder;
        private final Acceptor acceptor;
        private final List<Range> ranges = new ArrayList<>();
        private final List<FolderPack.Member> members = new ArrayList<>();
        private long bytes;
        private long first;
        private long last;
        private long given;

        Pass(OldFolder folder, Acceptor acceptor) {
            this.folder = folder;
            this.acceptor = acceptor;
        }

        void take(Mail mail) throws IOException {
            if (mail.uid() <= last) {
                throw new IllegalArgumentException("UIDs ascend");
            }
            byte[] content = small(mail);
            if (content == null || bytes + content.length > MOST_BYTES) {
                flush();
            }
            given++;
            last = mail.uid();
            if (content == null) {
                hand(new Range(last, last, 1, name(last, last) + ".eml"), mail::open);
                return;
            }
            if (members.isEmpty()) {
                first = last;
            }
            String name = last + ".eml";
            members.add(new FolderPack.Member(name, name, () -> new ByteArrayInputStream(content)));
            bytes += content.length;
            if (members.size() >= MOST_MAILS) {
                flush();
            }
        }

        /// @return null for one that is too large to hold
        private byte @Nullable [] small(Mail mail) throws IOException {
            if (mail.size() > MOST_BYTES) {
                return null;
            }
            try (InputStream in = mail.open()) {
                byte[] content = in.readNBytes(MOST_BYTES + 1);
                return content.length > MOST_BYTES ? null : content;
            }
        }

        void flush() throws IOException {
            if (members.isEmpty()) {
                return;
            }
            List<FolderPack.Member> pack = List.copyOf(members);
            hand(
                    new Range(first, last, pack.size(), name(first, last)),
                    () -> new FolderPack(pack));
            members.clear();
            bytes = 0;
        }

        private String name(long from, long to) {
            return from == to
                    ? "%s, UID %d".formatted(folder.folder(), from)
                    : "%s, UID %d to %d".formatted(folder.folder(), from, to);
        }

        private void hand(Range range, CheckedEntryStream.Opener body) throws IOException {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("owner", folder.mailbox().value());
            options.put(FolderOrigin.ORIGIN, "mailbox-folder");
            options.put(FolderOrigin.MAILBOX, folder.mailbox().value());
            options.put(FolderOrigin.FOLDER, folder.folder());
            options.put(FolderOrigin.UID_VALIDITY, Long.toString(folder.uidValidity()));
            options.put(FolderOrigin.UIDS, range.first() + "-" + range.last());
            options.put(FolderOrigin.MAILS, Long.toString(range.mails()));
            acceptor.accept(
                    new CaptureEnvelope(
                            SourceKind.ARCHIVE_MAIL,
                            folder.mailbox().value(),
                            range.name(),
                            clock.instant(),
                            options),
                    body);
            ranges.add(range);
        }
    }
}
