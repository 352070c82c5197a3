package dev.wharf.capture.ios;

import dev.wharf.capture.database.BackupSurvey;
import dev.wharf.capture.database.WorkingFolder;
import dev.wharf.capture.ios.IosReader.Out;
import dev.wharf.capture.ios.IosReader.Scope;
import dev.wharf.capture.ios.IosSource.Container;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.DecodedCapture;
import dev.wharf.core.capture.DecodedEvent;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.capture.SourceReport;
import dev.wharf.core.capture.SourceReport.Question;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A surveyed backup: the survey makes every event once and counts it, so that the report cannot
/// differ from what `events` gives.
final class IosCapture implements DecodedCapture {
    private final CaptureRecord record;
    private final IosSource source;
    private final List<App> apps = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private @Nullable SourceReport report;

    private IosCapture(CaptureRecord record, IosSource source) {
        this.record = record;
        this.source = source;
    }

    /// One app's databases and media.
    private record App(String place, Stores stores, Owner owner, MediaReader media) {}

    /// Empty when there is no database of chats.
    ///
    /// @param source closed with the capture; by the caller when this fails or gives nothing
    static Optional<IosCapture> survey(
            WorkingFolder working, CaptureRecord record, IosSource source) throws IOException {
        IosCapture capture = new IosCapture(record, source);
        try {
            for (Container container : source.containers()) {
                capture.open(working, container);
            }
            if (capture.apps.isEmpty()) {
                return Optional.empty();
            }
            capture.count();
            return Optional.of(capture);
        } catch (IOException | RuntimeException e) {
            capture.closeApps();
            throw e;
        }
    }

    private void open(WorkingFolder working, Container container) throws IOException {
        Optional<Stores> found = Stores.open(working, container.files());
        if (found.isPresent()) {
            Stores stores = found.get();
            try {
                apps.add(
                        new App(
                                container.place(),
                                stores,
                                Owner.of(stores, record.envelope()),
                                new MediaReader(stores.media())));
            } catch (IOException | RuntimeException e) {
                stores.close();
                throw e;
            }
        }
    }

    private void count() throws IOException {
        BackupSurvey survey = new BackupSurvey(record, "ios-backup", "ios");
        source.findings().forEach(survey::say);
        for (App app : apps) {
            app.stores().oddities().forEach(oddity -> survey.say(app.place() + oddity));
            if (app.owner().conflict() != null) {
                survey.say(app.owner().conflict());
            }
            Notes notes = (what, locator) -> survey.note(what, app.place() + locator);
            try (IosReader reader = reader(app, notes, new Counting(survey))) {
                reader.read().forEach(damage -> damages.add(app.place() + damage));
            }
        }
        if (!damages.isEmpty() && survey.events() == 0) {
            throw damaged();
        }
        Owner owner = apps.getFirst().owner();
        if (!owner.isKnown()) {
            survey.ask(whose());
        }
        report = survey.report(owner.isKnown() ? owner.person() : null, owner.evidence());
    }

    /// Two phones' chats with one person would be one.
    private Question whose() {
        return new Question(
                "--owner",
                "Nothing in %s tells whose phone it is; say whose, by number or e-mail address"
                        .formatted(record.envelope().name()),
                List.of());
    }

    private IosReader reader(App app, Notes notes, Out out) throws IOException {
        return new IosReader(
                app.stores(),
                app.owner(),
                app.media(),
                new Scope(includes("status"), includes("channels")),
                record.envelope().receivedAt(),
                notes,
                out);
    }

    private boolean includes(String option) {
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
        if (report == null) {
            throw new IllegalStateException("not surveyed");
        }
        return report;
    }

    /// @throws WharfException `INPUT_UNREADABLE` after the last event, when a database is damaged:
    ///   what can be read of it is given first
    @Override
    public void events(Sink sink) throws IOException {
        for (App app : apps) {
            try (IosReader reader = reader(app, Notes.NONE, said -> give(app, said, sink))) {
                reader.read();
            } catch (Refused refused) {
                throw refused.why;
            }
        }
        if (!damages.isEmpty()) {
            throw damaged();
        }
    }

    private void give(App app, Said said, Sink sink) throws IOException {
        try {
            sink.accept(
                    new DecodedEvent(
                            said.draft().event(from(app.place() + said.locator())),
                            said.raw(),
                            said.draft().pending()));
        } catch (WharfException e) {
            throw new Refused(e);
        }
    }

    /// Whoever takes the events failed, which is no damage of the backup.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient WharfException why;

        Refused(WharfException why) {
            super(why);
            this.why = why;
        }
    }

    private WharfException damaged() {
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

    private void closeApps() {
        apps.forEach(app -> app.stores().close());
        apps.clear();
    }

    @Override
    public void close() {
        closeApps();
        source.close();
    }
}
