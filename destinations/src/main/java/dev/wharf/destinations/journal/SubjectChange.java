package dev.wharf.destinations.journal;

import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.mail.HeaderLine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Gives a mail another subject and leaves every other byte as it is.
final class SubjectChange {
    private static final String SUBJECT = "\r\nSubject: ";

    private SubjectChange() {}

    /// @param image one that [dev.wharf.mail.MailReader] reads
    static MailImage of(MailImage image, String subject) {
        List<Segment> segments = new ArrayList<>(image.segments());
        Segment.Literal head = (Segment.Literal) segments.getFirst();
        String text = new String(head.bytes(), StandardCharsets.ISO_8859_1);
        int start = text.indexOf(SUBJECT) + 2;
        int end = start;
        do {
            end = text.indexOf("\r\n", end) + 2;
        } while (text.startsWith(" ", end));
        String line = new String(HeaderLine.of("Subject", subject), StandardCharsets.ISO_8859_1);
        String changed = text.substring(0, start) + line + text.substring(end);
        segments.set(0, new Segment.Literal(changed.getBytes(StandardCharsets.ISO_8859_1)));
        return new MailImage(image.rendererVersion(), segments);
    }
}
