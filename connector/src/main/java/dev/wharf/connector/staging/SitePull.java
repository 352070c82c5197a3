package dev.wharf.connector.staging;

import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.CompanionFile;
import dev.wharf.core.capture.DecodedEvent.ContentOpener;
import dev.wharf.core.capture.Feed;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.store.object.ObjectName;
import dev.wharf.store.object.ObjectStore;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Lays down in staging what a site has: captures by pages, a large one alone, the files beside
/// them each in an object of its own, before the captures that name them.
///
/// What the site has and cannot give any more (kind INPUT) is staged as that, so that the intake
/// meets it in its place, as it would without staging. For one thread.
final class SitePull {
    /// As many as a journal remembers where they are.
    private static final int READ = 256;

    private final Feed site;
    private final ObjectStore store;
    private final StagingOptions options;
    private final Clock clock;
    private final String run;
    private final Shelf shelf;
    private PageInHand page = new PageInHand();
    private long pulled;
    private long captures;
    private long bytes;

    /// @param run names this process's objects
    SitePull(
            Feed site,
            ObjectStore store,
            StagingOptions options,
            Clock clock,
            String run,
            Shelf shelf) {
        this.site = site;
        this.store = store;
        this.options = options;
        this.clock = clock;
        this.run = run;
        this.shelf = shelf;
    }

    /// Pulls until enough is staged, or the site has no more for now. What it has staged counts,
    /// also when the site fails then: the next pull, which begins there, says so.
    ///
    /// @throws WharfException when staging fails; what is on the shelf is perhaps not all that lies
    ///   there. When the site fails before anything was staged
    void pull() {
        long before = shelf.end();
        page = new PageInHand();
        pulled = before;
        captures = 0;
        bytes = 0;
        try {
            while (captures < options.aheadCaptures() && bytes < options.aheadBytes()) {
                List<CaptureRecord> next = next();
                for (CaptureRecord record : next) {
                    take(record);
                }
                if (next.size() < READ) {
                    break;
                }
            }
            flush();
        } catch (SiteFailure failed) {
            flush();
            if (shelf.end() == before) {
                throw failed.why();
            }
        }
    }

    private List<CaptureRecord> next() throws SiteFailure {
        try {
            return site.after(pulled, READ);
        } catch (WharfException failed) {
            throw SiteFailure.of("captures", failed);
        }
    }

    private void take(CaptureRecord record) throws SiteFailure {
        try (CaptureBody body = open(record)) {
            if (record.size() > StagedForm.MOST_IN_PAGE) {
                takeAlone(record, body);
            } else {
                takeIntoPage(record, body);
            }
        } catch (SiteFailure failed) {
            if (failed.why().code().kind() != ErrorKind.INPUT) {
                throw failed;
            }
            takeRefused(record, failed.why());
        }
        pulled = record.id().sequence();
        captures++;
        bytes += record.size();
        if (page.isFull()) {
            flush();
        }
    }

    private CaptureBody open(CaptureRecord record) throws SiteFailure {
        try {
            return site.open(record);
        } catch (WharfException failed) {
            throw SiteFailure.of("capture " + record.id(), failed);
        }
    }

    private void takeIntoPage(CaptureRecord record, CaptureBody body) throws SiteFailure {
        byte[] content;
        try (InputStream in = body.stream()) {
            content = in.readAllBytes();
        } catch (IOException | WharfException failed) {
            throw SiteFailure.of("capture " + record.id(), failed);
        }
        Beside beside = new Beside(record);
        beside.take(body);
        byte[] head = StagedForm.head(record, beside.files, null, content.length);
        page.add(record, head, content, beside.objects);
    }

    private void takeRefused(CaptureRecord record, WharfException why) {
        StagedCapture.Refused refused =
                new StagedCapture.Refused(
                        why.code(), Objects.requireNonNullElse(why.getMessage(), ""));
        page.add(record, StagedForm.head(record, List.of(), refused, 0), new byte[0], List.of());
    }

    private void takeAlone(CaptureRecord record, CaptureBody body) throws SiteFailure {
        flush();
        Beside beside = new Beside(record);
        beside.take(body);
        StagedObject object =
                new StagedObject(
                        new StagedName.Captures(
                                run,
                                true,
                                shelf.end(),
                                record.id().sequence(),
                                beside.objects.size()),
                        beside.objects,
                        clock.instant(),
                        DigestList.of(List.of(record)));
        byte[] head = StagedForm.head(record, beside.files, null, record.size());
        putBehind(head, record, body, object.name().object());
        shelf.add(object);
    }

    private void putBehind(byte[] head, CaptureRecord record, CaptureBody body, ObjectName name)
            throws SiteFailure {
        Exception failed = null;
        try (SiteStream content = new SiteStream(body.stream())) {
            InputStream whole =
                    new SequenceInputStream(
                            new ByteArrayInputStream(StagedForm.HEADER),
                            new SequenceInputStream(new ByteArrayInputStream(head), content));
            failed =
                    put(
                            name,
                            content,
                            whole,
                            StagedForm.HEADER.length + head.length + record.size());
        } catch (IOException broken) {
            failed = broken;
        }
        if (failed != null) {
            throw SiteFailure.of("capture " + record.id(), failed);
        }
    }

    /// @return what the site failed with; null when all went well
    private @Nullable Exception put(
            ObjectName name, SiteStream site, InputStream content, long size) {
        try {
            store.put(name, content, size);
            return null;
        } catch (IOException failed) {
            // Of another size than it said, or the site's own failure.
            return failed;
        } catch (WharfException failed) {
            if (site.failure() == null) {
                throw failed;
            }
            return site.failure();
        }
    }

    /// Stages the page as it is, if there is one.
    private void flush() {
        if (page.isEmpty()) {
            return;
        }
        StagedObject object = page.object(run, shelf.end(), clock.instant());
        try {
            store.put(object.name().object(), page.stream(), page.bytes());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        shelf.add(object);
        page = new PageInHand();
    }

    /// The files beside one capture.
    private final class Beside {
        private final CaptureRecord record;
        private final List<StagedFile> files = new ArrayList<>();
        private final List<ObjectName> objects = new ArrayList<>();

        Beside(CaptureRecord record) {
            this.record = record;
        }

        void take(CaptureBody body) throws SiteFailure {
            for (CompanionFile file : body.companionFiles()) {
                Optional<ContentOpener> opener = body.companion(file.mediaId());
                files.add(
                        opener.isPresent()
                                ? pulled(file, opener.get())
                                : new StagedFile.Missing(
                                        file.mediaId(),
                                        body.missing(file.mediaId()).orElse("not fetched")));
            }
        }

        private StagedFile pulled(CompanionFile file, ContentOpener opener) throws SiteFailure {
            ObjectName name =
                    new StagedName.Beside(run, record.id().sequence(), objects.size()).object();
            Exception failed;
            try (SiteStream content = new SiteStream(opener.open())) {
                failed = put(name, content, content, file.size());
                if (failed == null) {
                    objects.add(name);
                    bytes += file.size();
                    return new StagedFile.Kept(
                            file.mediaId(), objects.size() - 1, content.digest(), file.size());
                }
            } catch (IOException broken) {
                failed = broken;
            }
            if (failed instanceof WharfException known && known.code().kind() != ErrorKind.INPUT) {
                throw SiteFailure.of("a file beside capture " + record.id(), failed);
            }
            return new StagedFile.Unreadable(file.mediaId());
        }
    }
}
