package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupSurvey;
import dev.wharf.capture.ios.IosReader.Out;
import dev.wharf.capture.ios.IosReader.Scope;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.io.IOException;
import java.util.List;

/// A surveyed backup: the survey makes every event once and counts it, so that the report cannot
/// differ from what `events` gives.
final class IosCapture implements DecodedCapture {
    private final CaptureRecord record;
    private final IosSource source;
    private final Stores stores;
    private final Owner owner;
    private final MediaReader media;
    private final SourceReport report;
    private final List<String> damages;

    private IosCapture(
            CaptureRecord record,
            IosSource source,
            Stores stores,
            Owner owner,
            MediaReader media,
            SourceReport report,
            List<String> damages) {
        this.record = record;
        this.source = source;
        this.stores = stores;
        this.owner = owner;
        this.media = media;
        this.report = report;
        this.damages = damages;
    }

    static IosCapture survey(CaptureRecord record, IosSource source, Stores stores)
            throws IOException {
        Owner owner = Owner.of(stores, record.envelope());
        MediaReader media = new MediaReader(stores.media());
        BackupSurvey survey = new BackupSurvey(record, "ios-backup", "ios");
        stores.oddities().forEach(oddity -> survey.note(oddity, "the files"));
        if (owner.conflict() != null) {
            survey.note(owner.conflict(), "ZWAMESSAGE.ZTOJID");
        }
        List<String> damages;
        try (IosReader reader =
                reader(record, stores, owner, media, survey::note, new Counting(survey))) {
            damages = List.copyOf(reader.read());
        }
        if (!damages.isEmpty() && survey.events() == 0) {
            throw damaged(record, damages);
        }
        return new IosCapture(
                record,
                source,
                stores,
                owner,
                media,
                survey.report(owner.isKnown() ? owner.person() : null, owner.evidence()),
                damages);
    }

    private static IosReader reader(
            CaptureRecord record,
            Stores stores,
            Owner owner,
            MediaReader media,
            Notes notes,
            Out out)
            throws IOException {
        return new IosReader(
                stores,
                owner,
                media,
                new Scope(includes(record, "status"), includes(record, "channels")),
                record.envelope().receivedAt(),
                notes,
                out);
    }

    private static boolean includes(CaptureRecord record, String option) {
        return "include".equals(record.envelope().options().get(option));
    }

    private record Counting(BackupSurvey survey) implements Out {
        @Override
        public void said(Said said) {
            survey.event(said.draft());
        }

        @Override
        public void type(String type) {
            survey.type(type);
        }
    }

    @Override
    public SourceReport report() {
        return report;
    }

    /// @throws WharfException `INPUT_UNREADABLE` after the last event, when a database is damaged:
    ///   what can be read of it is given first
    @Override
    public void events(Sink sink) throws IOException {
        try (IosReader reader =
                reader(
                        record,
                        stores,
                        owner,
                        media,
                        Notes.NONE,
                        said -> give(said, sink))) {
            reader.read();
        } catch (Refused refused) {
            throw refused.why;
        }
        if (!damages.isEmpty()) {
            throw damaged(record, damages);
        }
    }

    private void give(Said said, Sink sink) throws IOException {
        try {
            sink.accept(
                    new DecodedEvent(
                            said.draft().event(from(said.locator())),
                            said.raw(),
                            said.draft().pending()));
        } catch (WharfException e) {
            throw new Refused(e);
        }
    }

    /// Whoever takes the events failed, which is no damage of the backup.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final WharfException why;

        Refused(WharfException why) {
            super(why);
            this.why = why;
        }
    }

    private static WharfException damaged(CaptureRecord record, List<String> damages) {
        return new WharfException(
                ErrorCode.INPUT_UNREADABLE,
                "%s is damaged: not all could be read of %s. Make the backup again and import that: only what is missing is added"
                        .formatted(record.envelope().name(), String.join("; ", damages)));
    }

    private Provenance from(String locator) {
        return new Provenance(
                SourceKind.IOS_BACKUP,
                record.id(),
                record.digest(),
                record.envelope().name(),
                IosBackupDecoder.VERSION,
                locator,
                record.envelope().account());
    }

    @Override
    public void close() {
        stores.close();
        source.close();
    }
}
