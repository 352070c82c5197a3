package dev.wharf.capture.telemessage;

import dev.wharf.capture.file.DamagedEntryException;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A surveyed delivery.
final class TeleMessageCapture implements DecodedCapture {
    /// Of a mail that is understood its head says all that its event does not hold.
    private static final int RAW = 64 << 10;

    /// Of one that is not, its bytes are all there is.
    private static final int RAW_UNKNOWN = 2 << 20;

    private final CaptureRecord record;
    private final Consignment consignment;
    private final SourceReport report;
    private final long unreadable;

    private TeleMessageCapture(
            CaptureRecord record, Consignment consignment, SourceReport report, long unreadable) {
        this.record = record;
        this.consignment = consignment;
        this.report = report;
        this.unreadable = unreadable;
    }

    static TeleMessageCapture survey(CaptureRecord record, Consignment consignment)
            throws IOException {
        MailSurvey survey = new MailSurvey(record, consignment);
        MailReader reader = new MailReader(record.envelope().receivedAt());
        for (MailFile mail : consignment.mails()) {
            survey.mail(mail);
            MailBytes bytes = bytes(mail);
            if (bytes == null) {
                survey.unreadable(mail);
                continue;
            }
            if (!bytes.matches(survey.digest(mail))) {
                survey.altered(mail);
            }
            List<Said> said = reader.read(mail, bytes);
            said.forEach(one -> survey.said(mail, one));
            if (said.isEmpty()) {
                survey.own(mail);
            }
        }
        return new TeleMessageCapture(record, consignment, survey.report(), survey.unreadable());
    }

    /// @return null when the zip does not give them whole
    private static @Nullable MailBytes bytes(MailFile mail) throws IOException {
        if (mail.problem() != null) {
            return null;
        }
        try {
            return MailBytes.read(mail.opener());
        } catch (DamagedEntryException _) {
            return null;
        }
    }

    @Override
    public SourceReport report() {
        return report;
    }

    /// @throws WharfException `INPUT_UNREADABLE` after the last event, when mails in it are
    ///   damaged: what can be read of it is given first
    @Override
    public void events(Sink sink) throws IOException {
        MailReader reader = new MailReader(record.envelope().receivedAt());
        for (MailFile mail : consignment.mails()) {
            MailBytes bytes = bytes(mail);
            if (bytes != null) {
                for (Said said : reader.read(mail, bytes)) {
                    sink.accept(event(mail, bytes, said));
                }
            }
        }
        List<String> damages = new ArrayList<>(consignment.damages());
        if (unreadable > 0) {
            damages.add("%d mails cannot be taken out of it".formatted(unreadable));
        }
        if (!damages.isEmpty()) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE,
                    "%s is damaged: %s. Get the delivery again and import that: only what is missing is added"
                            .formatted(report.file(), String.join("; ", damages)));
        }
    }

    private DecodedEvent event(MailFile mail, MailBytes bytes, Said said) {
        boolean understood =
                !(said.content() instanceof Content.Unknown
                        || said.content() instanceof Content.Unreadable);
        Conversation conversation = said.conversation();
        Event event =
                new Event(
                        conversation.chat(),
                        said.time(),
                        conversation.sender(),
                        conversation.members(),
                        Event.Direction.UNKNOWN,
                        said.key(),
                        said.content(),
                        new Provenance(
                                record.envelope().source(),
                                record.id(),
                                record.digest(),
                                record.envelope().name(),
                                TeleMessageDecoder.VERSION,
                                mail.place() + said.part(),
                                record.envelope().account()));
        return new DecodedEvent(event, bytes.first(understood ? RAW : RAW_UNKNOWN), said.pending());
    }

    @Override
    public void close() {
        consignment.close();
    }
}
