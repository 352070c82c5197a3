package dev.wharf.connector.intake;

import dev.wharf.connector.run.Counters;
import dev.wharf.connector.run.NotImported;
import dev.wharf.core.archive.Change;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.item.ItemId;
import dev.wharf.mail.Rendered;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The changes of one batch, made one by one as they are asked for: a mail is sealed while it is
/// still in the processor's cache, and a thousand of them never lie in the heap. For one thread.
final class RenderedChanges implements Iterator<Change> {
    private final Batch batch;
    private final ItemRenderer renderer;
    private final Set<ItemId> unrendered;
    private final CompletableFuture<Counters> before;
    private final CompletableFuture<Counters> after;
    private final Iterator<Work> work;
    private final List<NotImported> notImported;
    private Counters failed = Counters.NONE;
    private @Nullable Counters tally;
    private Iterator<Change> closing = List.<Change>of().iterator();
    private @Nullable Change next;

    /// @param unrendered items of all batches that could not be made
    /// @param before failures of all earlier batches of the capture
    /// @param after is told of these and this batch's, before the closing changes are made
    RenderedChanges(
            Batch batch,
            ItemRenderer renderer,
            Set<ItemId> unrendered,
            CompletableFuture<Counters> before,
            CompletableFuture<Counters> after) {
        this.batch = batch;
        this.renderer = renderer;
        this.unrendered = unrendered;
        this.before = before;
        this.after = after;
        this.work = batch.work().iterator();
        this.notImported = new ArrayList<>(batch.notImported());
    }

    @Override
    public boolean hasNext() {
        while (next == null && work.hasNext()) {
            next = change(work.next());
        }
        if (next == null && tally == null) {
            Counters failures = failedBefore().plus(failed);
            after.complete(failures);
            tally = batch.tally().plus(failures);
            closing = batch.closing().apply(tally).iterator();
        }
        if (next == null && closing.hasNext()) {
            next = closing.next();
        }
        return next != null;
    }

    @Override
    public Change next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Change change = next;
        next = null;
        return Objects.requireNonNull(change);
    }

    /// What came of the batch, once all changes were taken.
    Pipeline.Result result() {
        Counters counted = tally;
        if (counted == null) {
            throw new IllegalStateException("changes are left");
        }
        return new Pipeline.Result(counted, notImported);
    }

    private Counters failedBefore() {
        try {
            return before.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("an earlier batch failed", e);
        }
    }

    /// Null for what cannot be.
    private @Nullable Change change(Work one) {
        return switch (one) {
            case Work.Ready(Change change) -> isAboutUnrendered(change) ? null : change;
            case Work.Item item -> {
                try {
                    yield rendered(item);
                } catch (WharfException e) {
                    failed = failed.plus(Outcomes.failed(item, e, notImported));
                    unrendered.add(item.id());
                    yield null;
                }
            }
        };
    }

    /// What is said of an item that could not be made has nothing to stand on. Only earlier batches
    /// and what came before in this one can tell.
    private boolean isAboutUnrendered(Change change) {
        return switch (change) {
            case Change.AddKey(ItemId item, var _) -> isUnrendered(item);
            case Change.Corroborate(ItemId item, var _, var _) -> isUnrendered(item);
            case Change.AttachReceipt(ItemId item, var _) -> isUnrendered(item);
            case Change.SetAudience(ItemId item, var _) -> isUnrendered(item);
            case Change.AddItem _,
                    Change.PutConversation _,
                    Change.PutParty _,
                    Change.Resolve _,
                    Change.KeepCapture _,
                    Change.PutDocument _ ->
                    false;
        };
    }

    private boolean isUnrendered(ItemId item) {
        failedBefore();
        return unrendered.contains(item);
    }

    private Change rendered(Work.Item item) {
        try {
            Rendered rendered = renderer.render(item.event(), item.id());
            return new Change.AddItem(
                    item.id(),
                    item.event(),
                    rendered.headline(),
                    rendered.stored(),
                    item.raw(),
                    item.audience(),
                    Specimens.of(item, renderer));
        } catch (WharfException e) {
            if (e.code().kind() == ErrorKind.INPUT) {
                throw e;
            }
            throw new IllegalStateException("Cannot render item " + item.id(), e);
        }
    }
}
