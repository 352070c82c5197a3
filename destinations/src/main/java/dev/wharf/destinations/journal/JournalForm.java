package dev.wharf.destinations.journal;

import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.destinations.journal.JournalSettings.Convention;
import dev.wharf.destinations.journal.JournalSettings.DeletionSubject;
import dev.wharf.destinations.journal.JournalSettings.ExtraHeader;
import dev.wharf.destinations.journal.JournalSettings.Form;
import dev.wharf.mail.HeaderLine;
import dev.wharf.mail.Mail;
import dev.wharf.mail.MailReader;
import dev.wharf.mail.WithoutFiles;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Puts an item's mail into the form that a receiver expects. Stateless; safe for many threads.
final class JournalForm {
    private final JournalSettings.Envelope envelope;
    private final Convention convention;

    /// @param leftOut files that are not in it
    /// @param fits false when it is too large without any file
    record Composed(MailImage image, List<String> leftOut, boolean fits) {}

    JournalForm(JournalSettings settings) {
        envelope = settings.envelope();
        convention = settings.convention();
    }

    /// @param largest bytes that the mail may have as it is sent; 0 for any
    Composed compose(Outgoing mail, long largest) {
        MailImage image = withSubject(mail.image());
        List<Segment> before = new ArrayList<>();
        List<Segment> after = new ArrayList<>();
        before.add(new Segment.Literal(extraHeaders()));
        if (convention.form() == Form.JOURNAL_REPORT) {
            JournalReport report =
                    JournalReport.of(
                            MailReader.read(mail.image()), convention.deletions(), envelope);
            before.addAll(report.before());
            after.addAll(report.after());
        }
        long around = size(before) + size(after);
        long room = largest <= 0 ? 0 : Math.max(1, largest - around);
        WithoutFiles small = WithoutFiles.fit(image, room);
        List<Segment> segments = new ArrayList<>(before);
        segments.addAll(small.image().segments());
        segments.addAll(after);
        return new Composed(
                new MailImage(image.rendererVersion(), segments), small.leftOut(), small.fits());
    }

    private static long size(List<Segment> segments) {
        return new MailImage(1, segments).size();
    }

    private byte[] extraHeaders() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (ExtraHeader header : convention.headers()) {
            lines.writeBytes(HeaderLine.of(header.name(), header.value()));
        }
        return lines.toByteArray();
    }

    private MailImage withSubject(MailImage image) {
        if (convention.deletions() == DeletionSubject.AS_IN_ARCHIVE) {
            return image;
        }
        Mail mail = MailReader.read(image);
        String subject = DeletionPrefix.subject(mail, convention.deletions());
        return subject.equals(mail.subject()) ? image : SubjectChange.of(image, subject);
    }
}
