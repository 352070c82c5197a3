package dev.wharf.connector.intake;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.ArchiveWriter;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.CommitReceipt;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.archive.PreparedGroup;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes what an import would write when originals are decoded again, counts it, and hands on only
/// what is new: no original and no progress is written a second time, and nothing at all in a
/// rehearsal. For one batch at a time.
final class RedecodeWriter implements ArchiveWriter {
    private final ArchiveWriter archive;
    private final ArchiveReader reader;
    private final boolean apply;
    private long added;
    private long differing;
    private long receipts;
    private long widened;

    /// @param apply false for a rehearsal
    RedecodeWriter(ArchiveWriter archive, ArchiveReader reader, boolean apply) {
        this.archive = archive;
        this.reader = reader;
        this.apply = apply;
    }

    private record Nothing(int items) implements PreparedGroup {}

    /// New items.
    synchronized long added() {
        return added;
    }

    /// Of these, such as stand in for another item of the same name and place.
    synchronized long differing() {
        return differing;
    }

    synchronized long receipts() {
        return receipts;
    }

    /// Items that reach, or wait for, more people.
    synchronized long widened() {
        return widened;
    }

    @Override
    public StoredContent put(InputStream content) throws IOException {
        if (apply) {
            return archive.put(content);
        }
        try (DigestInputStream in =
                new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new StoredContent(
                    new ContentDigest(HexFormat.of().formatHex(in.getMessageDigest().digest())),
                    size);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public PreparedGroup prepare(Iterable<Change> changes) {
        List<Change> fresh = new ArrayList<>();
        Map<ItemId, Provenance> items = new HashMap<>();
        Set<ItemId> others = new HashSet<>();
        for (Change change : changes) {
            if (isNew(change, items, others)) {
                fresh.add(change);
            }
        }
        return apply && !fresh.isEmpty() ? archive.prepare(fresh) : new Nothing(items.size());
    }

    private synchronized boolean isNew(
            Change change, Map<ItemId, Provenance> items, Set<ItemId> others) {
        return switch (change) {
            case Change.AddItem item -> {
                added++;
                items.put(item.id(), item.event().provenance());
                yield true;
            }
            case Change.AddKey(ItemId item, NaturalKey key) -> {
                Provenance from = items.get(item);
                if (from != null && stoodElsewise(key, from) && others.add(item)) {
                    differing++;
                }
                yield from != null || apply;
            }
            case Change.Corroborate seen -> {
                widened += seen.audience() == null ? 0 : 1;
                yield seen.audience() != null;
            }
            case Change.SetAudience _ -> {
                widened++;
                yield true;
            }
            case Change.AttachReceipt _ -> {
                receipts++;
                yield true;
            }
            case Change.PutConversation _, Change.PutParty _, Change.Resolve _ -> true;
            case Change.KeepCapture _, Change.PutDocument _ -> false;
        };
    }

    /// Whether the very place that the item is of gave another one before.
    private boolean stoodElsewise(NaturalKey key, Provenance place) {
        for (ItemRow row : reader.keyed(key)) {
            if (!row.erased()) {
                Provenance from = reader.open(row).event().provenance();
                if (from.capture().equals(place.capture())
                        && from.locator().equals(place.locator())) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public CommitReceipt commit(PreparedGroup group) {
        if (group instanceof Nothing) {
            long last = reader.lastSequence();
            return new CommitReceipt(last + 1, last);
        }
        return archive.commit(group);
    }
}
