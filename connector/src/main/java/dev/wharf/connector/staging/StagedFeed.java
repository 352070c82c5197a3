package dev.wharf.connector.staging;

import dev.wharf.core.Finding;
import dev.wharf.core.capture.CaptureBody;
import dev.wharf.core.capture.CaptureRecord;
import dev.wharf.core.capture.Feed;
import dev.wharf.store.object.ObjectStore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// A site's feed by way of staging: what the intake asks for is pulled ahead, laid down in a store
/// that seals, and read back from there, its digest compared. The intake's acknowledgement goes to
/// the site first; then what it covers is proven delivered and emptied.
///
/// Nothing here is the only copy of anything: until the acknowledgement the site keeps it, after it
/// the archive has it. So whatever is cut off, lost or damaged in staging is pulled again, and
/// after a crash the first call finds out by the names of the objects what is there: what is not
/// acknowledged is taken up without being pulled twice, what is acknowledged is emptied, what is of
/// no use is deleted.
///
/// For one thread, but [#findings]. One staging store, under one prefix, belongs to one site's
/// intake.
public final class StagedFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(StagedFeed.class);

    private final Feed site;
    private final ObjectStore store;
    private final StagingOptions options;
    private final Clock clock;
    private final RandomGenerator random;
    private final Emptying emptying;
    private final StagedReader reader;
    private @Nullable Shelf shelf;
    private @Nullable SitePull pull;
    private volatile boolean vanished;
    private volatile StagingState state;

    /// What a staging needs besides the site and the store.
    ///
    /// @param proof where proof of delivery is kept
    /// @param lastGroup the archive's last commit group
    /// @param random names the objects of this process
    public record Surroundings(
            EmptiedStaging proof, LongSupplier lastGroup, Clock clock, RandomGenerator random) {}

    /// Asks nobody anything yet.
    ///
    /// @param site closed with this
    /// @param store one that seals; stays the caller's to close, after this
    public StagedFeed(
            Feed site, ObjectStore store, StagingOptions options, Surroundings surroundings) {
        this.site = site;
        this.store = store;
        this.options = options;
        this.clock = surroundings.clock();
        this.random = surroundings.random();
        this.emptying = new Emptying(store, surroundings.proof(), surroundings.lastGroup(), clock);
        this.reader = new StagedReader(store, () -> vanished = true);
        this.state = new StagingState(store.place(), 0, null, 0, 0, null);
    }

    @Override
    public List<CaptureRecord> after(long after, int limit) {
        Shelf open = shelf();
        if (after < open.begin()) {
            List<CaptureRecord> before = straight(after, limit, open.begin());
            if (!before.isEmpty()) {
                return before;
            }
        }
        if (after > open.end() && !begunAnew(open, after)) {
            return straight(after, limit, Long.MAX_VALUE);
        }
        if (open.behind(after) == null) {
            pull(open);
        }
        return records(open, after, limit);
    }

    /// What was emptied, or is not to be staged, and is asked for all the same.
    private List<CaptureRecord> straight(long after, int limit, long end) {
        return site.after(after, limit).stream()
                .filter(record -> record.id().sequence() <= end)
                .toList();
    }

    /// Others acknowledged what is staged here, and more: staging goes on behind that.
    private boolean begunAnew(Shelf open, long after) {
        empty(open, site.acknowledged());
        boolean isEmpty = open.objects().isEmpty();
        if (isEmpty) {
            open.begin(after);
        }
        return isEmpty;
    }

    private void pull(Shelf open) {
        SitePull ready = pull;
        if (ready == null) {
            String run = "%08x".formatted(random.nextInt());
            ready = new SitePull(site, store, options, clock, run, open);
            pull = ready;
        }
        try {
            ready.pull();
        } catch (RuntimeException failed) {
            // What was on its way may lie there, or not: look again before anything else.
            takeUpAnew();
            throw failed;
        }
        say(open);
    }

    private List<CaptureRecord> records(Shelf open, long after, int limit) {
        List<CaptureRecord> found = new ArrayList<>();
        StagedObject object = open.behind(after);
        for (int read = 0; object != null && read < StagedReader.MOST_HELD; read++) {
            for (CaptureRecord record : reader.records(object)) {
                if (record.id().sequence() > after && found.size() < limit) {
                    found.add(record);
                }
            }
            object = found.size() < limit ? open.behind(object.last()) : null;
        }
        return found;
    }

    @Override
    public CaptureBody open(CaptureRecord record) {
        long sequence = record.id().sequence();
        StagedObject object = shelf().behind(sequence - 1);
        CaptureBody staged =
                object == null || object.after() >= sequence ? null : reader.open(object, sequence);
        return staged == null ? site.open(record) : staged;
    }

    @Override
    public void acknowledge(long sequence) {
        site.acknowledge(sequence);
        Shelf open = shelf;
        if (open != null && !vanished) {
            empty(open, site.acknowledged());
            say(open);
        }
    }

    private void empty(Shelf open, long through) {
        List<StagedObject> delivered = open.takeThrough(through);
        try {
            emptying.empty(delivered.stream().map(reader::withDigests).toList());
        } catch (RuntimeException failed) {
            takeUpAnew();
            throw failed;
        }
    }

    /// Takes up what lies there, the first time and whenever nobody knows any more what does.
    private Shelf shelf() {
        Shelf open = shelf;
        if (open != null && !vanished) {
            return open;
        }
        takeUpAnew();
        Stocktaking found = Stocktaking.of(store, site.acknowledged());
        if (!found.delivered().isEmpty() || !found.useless().isEmpty()) {
            LOG.info(
                    "of what lay in staging, {} objects were delivered and {} are of no use",
                    found.delivered().size(),
                    found.useless().size());
        }
        emptying.discard(found.useless());
        emptying.empty(reader.readable(found.delivered()));
        reader.forget();
        shelf = found.shelf();
        say(found.shelf());
        return found.shelf();
    }

    private void takeUpAnew() {
        shelf = null;
        pull = null;
        reader.forget();
        vanished = false;
    }

    private void say(Shelf open) {
        state =
                new StagingState(
                        store.place(),
                        open.objects().size(),
                        open.oldest(),
                        emptying.left(),
                        emptying.kept(),
                        emptying.why());
    }

    /// What a person must know of this staging now. From any thread.
    public List<Finding> findings() {
        return StagingPolicy.findings(state, options.stale(), clock.instant());
    }

    @Override
    public long acknowledged() {
        return site.acknowledged();
    }

    @Override
    public void close() {
        site.close();
    }
}
