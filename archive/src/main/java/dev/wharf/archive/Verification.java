package dev.wharf.archive;

import dev.wharf.archive.VerifyReport.Finding;
import dev.wharf.core.archive.ArchiveReader.KeptCapture;
import dev.wharf.core.archive.ItemRow;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Ledger;
import dev.wharf.core.ledger.LedgerHead;
import dev.wharf.core.progress.Progress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the whole record and compares everything with everything: checksums and seals of groups,
/// bodies with the digests in their manifests, content with the digests in the bodies, key slots
/// with tombstones, rows with manifests, groups with the ledger. Changes nothing.
///
/// For one thread; others may commit meanwhile, what comes after the start is not looked at.
final class Verification {
    private static final int BLOCK = 64 * 1024;

    private final Committer.Files files;
    private final CatalogReader catalog;
    private final VaultKeys keys;
    private final ItemOpener opener;
    private final GroupCipher cipher;
    private final Sealers sealers;
    private final Ledger ledger;
    private final Extent extent;
    private final Progress progress;

    private final List<Finding> findings = new ArrayList<>();
    private final List<LedgerHead> anchors = new ArrayList<>();
    private final Map<Long, ContentDigest> groupDigests = new HashMap<>();
    private final Set<BlobName> checkedContents = new HashSet<>();
    private long items;
    private long erased;
    private long originals;
    private long nextSequence = 1;

    Verification(
            Committer.Files files,
            CatalogReader catalog,
            VaultKeys keys,
            ItemOpener opener,
            GroupCipher cipher,
            Sealers sealers,
            Ledger ledger,
            Extent extent,
            Progress progress) {
        this.files = files;
        this.catalog = catalog;
        this.keys = keys;
        this.opener = opener;
        this.cipher = cipher;
        this.sealers = sealers;
        this.ledger = ledger;
        this.extent = extent;
        this.progress = progress;
    }

    /// How far everything goes, taken between two commits.
    record Extent(long lastGroup, long lastSequence, long ledgerSize) {}

    VerifyReport run() throws IOException {
        long lastGroup = extent.lastGroup();
        long lastSequence = extent.lastSequence();
        progress.begin("Verifying", lastSequence, "items");
        packs(lastGroup);
        if (nextSequence <= lastSequence) {
            find(
                    Finding.Kind.PACK,
                    "items " + nextSequence + " to " + lastSequence,
                    "no sound commit group holds them");
        }
        originals();
        ledger(lastGroup);
        progress.end();
        return new VerifyReport(
                groupDigests.size(),
                items,
                erased,
                checkedContents.size(),
                originals,
                anchors,
                findings);
    }

    private void packs(long lastGroup) throws IOException {
        for (int number : files.packs().headless()) {
            find(Finding.Kind.PACK, "pack " + number, "its header is damaged");
        }
        Tail tail = Tail.START;
        List<Pack> all = files.packs().all();
        for (Pack pack : all) {
            if (pack.number() != tail.pack() + 1) {
                find(Finding.Kind.PACK, "pack " + (tail.pack() + 1), "it is missing");
            }
            tail = pack(pack, tail, lastGroup, pack.equals(all.getLast()));
        }
        if (tail.group() < lastGroup) {
            find(
                    Finding.Kind.PACK,
                    "pack " + tail.pack() + " at " + tail.end(),
                    "groups " + (tail.group() + 1) + " to " + lastGroup + " are missing");
        }
    }

    /// @param open the last pack when the verification began: it may be closed meanwhile
    private Tail pack(Pack pack, Tail before, long lastGroup, boolean open) throws IOException {
        Tail tail = new Tail(before.group(), pack.number(), Pack.HEADER, false, before.digest());
        PackFooter footer = PackFooter.read(pack);
        long end = footer == null ? pack.size() : footer.start(pack);
        while (tail.end() < end && tail.group() < lastGroup) {
            GroupHeader header = pack.header(tail.end());
            if (header == null || tail.end() + header.length() > end) {
                long next = pack.nextHeader(tail.end() + 1);
                damaged(pack, tail, header == null ? "a group's header" : "a group is cut short");
                if (next < 0) {
                    return tail;
                }
                tail = new Tail(tail.group(), tail.pack(), next, false, tail.digest());
                continue;
            }
            tail = group(pack, header, tail);
        }
        if (footer == null && !open) {
            damaged(pack, tail, "the footer is missing");
        }
        // Groups that were added since the verification began are not read.
        boolean whole = tail.end() >= end;
        if (footer != null && whole && !Arrays.equals(footer.lastDigest(), tail.digest())) {
            damaged(pack, tail, "the footer does not belong to the groups before it");
        }
        return tail;
    }

    private void damaged(Pack pack, Tail tail, String what) {
        find(Finding.Kind.PACK, "pack " + pack.number() + " at " + tail.end(), what);
    }

    private Tail group(Pack pack, GroupHeader header, Tail tail) throws IOException {
        String subject = "pack " + pack.number() + " at " + tail.end();
        if (header.group() != tail.group() + 1
                || !Arrays.equals(header.previous(), tail.digest())) {
            find(
                    Finding.Kind.PACK,
                    subject,
                    "group " + header.group() + " does not follow group " + tail.group());
        }
        if (!pack.sound(header, tail.end())) {
            find(
                    Finding.Kind.PACK,
                    subject,
                    "group "
                            + header.group()
                            + " with items "
                            + header.firstSequence()
                            + " to "
                            + (header.firstSequence() + header.items() - 1)
                            + " does not match its checksum");
        }
        byte[] sealed = pack.sealedManifest(header, tail.end());
        Projection.Position position = Positions.of(pack, header, tail.end(), sealed);
        groupDigests.put(header.group(), Sha256.contentDigest(position.digest()));
        anchors.add(header.ledger());
        if (!catalog.hasGroup(position)) {
            find(Finding.Kind.CATALOG, subject, "the catalog does not know this group");
        }
        manifest(pack, header, position, sealed);
        return tail.after(position);
    }

    private void manifest(
            Pack pack, GroupHeader header, Projection.Position position, byte[] sealed)
            throws IOException {
        Manifest manifest;
        try {
            manifest = cipher.open(pack, header, sealed);
        } catch (WharfException failure) {
            find(
                    Finding.Kind.PACK,
                    "pack " + pack.number() + " at " + position.place().offset(),
                    "the manifest does not open: " + failure.code());
            nextSequence = header.firstSequence() + header.items();
            return;
        }
        if (header.firstSequence() != nextSequence) {
            find(
                    Finding.Kind.PACK,
                    "items " + nextSequence + " to " + (header.firstSequence() - 1),
                    "no sound commit group holds them");
        }
        nextSequence = header.firstSequence();
        long body = position.bodies();
        for (Entry entry : manifest.entries()) {
            if (entry instanceof Entry.Item item) {
                byte[] specimen =
                        item.specimen() == 0 ? null : manifest.specimens().get(item.specimen() - 1);
                item(item, specimen, nextSequence, new Place(pack.number(), body), pack);
                body += item.length();
                nextSequence++;
                progress.advance(1);
            }
        }
    }

    private void item(
            Entry.Item item, byte @Nullable [] specimen, long sequence, Place place, Pack pack)
            throws IOException {
        ItemRow row = row(item, specimen, sequence, place);
        boolean gone = row != null && row.erased();
        int state = files.itemKeys().read(sequence)[0];
        if (gone) {
            erased++;
            if (state == KeySlot.LIVE) {
                find(Finding.Kind.KEY, item.id().toString(), "it is erased but has a key");
            }
            return;
        }
        if (state != KeySlot.LIVE) {
            find(Finding.Kind.KEY, item.id().toString(), "its key is missing");
            return;
        }
        items++;
        try {
            byte[] sealed = pack.read(place.offset(), item.length());
            body(item, specimen, sequence, sealed);
        } catch (WharfException failure) {
            find(
                    Finding.Kind.ITEM,
                    item.id().toString(),
                    "its body in pack "
                            + place.pack()
                            + " at "
                            + place.offset()
                            + " does not open: "
                            + failure.code());
        }
    }

    private @Nullable ItemRow row(
            Entry.Item item, byte @Nullable [] specimen, long sequence, Place place) {
        ItemRow row = catalog.row(sequence).orElse(null);
        CatalogReader.BodyPlace at = catalog.body(sequence).orElse(null);
        boolean agrees =
                row != null
                        && at != null
                        && row.id().equals(item.id())
                        && row.time().getEpochSecond() == item.second()
                        && row.kind().code() == item.kind()
                        && row.sender() == item.sender()
                        && Objects.equals(row.target(), item.target())
                        && at.place().equals(place)
                        && at.length() == item.length()
                        && Arrays.equals(catalog.specimen(at.specimen()), specimen);
        if (!agrees) {
            find(
                    Finding.Kind.CATALOG,
                    item.id().toString(),
                    "row " + sequence + " differs from the manifest");
        }
        return row;
    }

    private void body(Entry.Item item, byte @Nullable [] specimen, long sequence, byte[] sealed)
            throws IOException {
        ItemBody body =
                sealers.with(
                        sealer -> {
                            byte[] record = opener.record(sealer, item.id(), sequence, sealed);
                            if (!Arrays.equals(sealer.digest(record), item.digest())) {
                                find(
                                        Finding.Kind.ITEM,
                                        item.id().toString(),
                                        "its body differs from the digest in the manifest");
                            }
                            return sealer.body(sealer.plain(record, specimen));
                        });
        List<BlobName> held = body.contents().stream().map(HeldContent::name).toList();
        if (!held.equals(item.blobs().stream().map(Entry.Blob::name).toList())) {
            find(Finding.Kind.ITEM, item.id().toString(), "its contents differ from the manifest");
        }
        for (HeldContent content : body.contents()) {
            content(content, "item " + item.id());
        }
    }

    private void content(HeldContent content, String holder) throws IOException {
        if (!checkedContents.add(content.name())) {
            return;
        }
        try (InputStream in = files.blobs().stream(content)) {
            MessageDigest digest = Sha256.fresh();
            byte[] block = new byte[BLOCK];
            long size = 0;
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
                size += n;
            }
            if (size != content.size() || !Sha256.contentDigest(digest).equals(content.digest())) {
                find(
                        Finding.Kind.CONTENT,
                        "blob " + content.name(),
                        "it is not what its digest says; held by " + holder);
            }
        } catch (IOException | WharfException failure) {
            find(
                    Finding.Kind.CONTENT,
                    "blob " + content.name(),
                    "it cannot be read to its end; held by " + holder);
        }
        if (!keys.blobName(content.digest()).equals(content.name())) {
            find(Finding.Kind.CONTENT, "blob " + content.name(), "its name is wrong");
        }
    }

    private void originals() throws IOException {
        try (Stream<KeptCapture> all = catalog.captures()) {
            for (KeptCapture capture : (Iterable<KeptCapture>) all::iterator) {
                original(capture);
            }
        }
    }

    private void original(KeptCapture capture) throws IOException {
        String subject = "capture " + capture.capture();
        int state = files.originalKeys().read(capture.capture().sequence())[0];
        if (capture.destroyed()) {
            if (state == KeySlot.LIVE) {
                find(Finding.Kind.KEY, subject, "its original is destroyed but has a key");
            }
            return;
        }
        if (state != KeySlot.LIVE) {
            find(Finding.Kind.KEY, subject, "the key of its original is missing");
            return;
        }
        originals++;
        try {
            content(opener.original(capture), subject);
        } catch (WharfException failure) {
            find(Finding.Kind.KEY, subject, "its key does not open: " + failure.code());
        }
    }

    /// Every group has one entry, the newest one for its number; and no entry speaks of more.
    private void ledger(long lastGroup) {
        Map<Long, ContentDigest> recorded = LedgerRecords.commits(ledger, extent.ledgerSize());
        groupDigests.forEach(
                (group, digest) -> {
                    if (!digest.equals(recorded.get(group))) {
                        find(
                                Finding.Kind.LEDGER,
                                "group " + group,
                                "the ledger has no entry for it as it is");
                    }
                });
        recorded.keySet().stream()
                .filter(group -> group > lastGroup)
                .sorted()
                .forEach(
                        group ->
                                find(
                                        Finding.Kind.LEDGER,
                                        "group " + group,
                                        "the ledger recorded it, but it is not in the packs"));
    }

    private void find(Finding.Kind kind, String subject, String message) {
        findings.add(new Finding(kind, subject, message));
    }
}
