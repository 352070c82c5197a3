package dev.wharf.archive;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.Change;
import dev.wharf.core.archive.Specimen;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.Provenance;
import dev.wharf.core.event.Attachment;
import dev.wharf.core.event.Content;
import dev.wharf.core.event.Event;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.MailImage;
import dev.wharf.core.item.MailImage.Segment;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.key.KeyPurpose;
import dev.wharf.core.party.Person;
import dev.wharf.core.search.IndexDocument;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns changes into a sealed group: the costly half of a commit, without any order. For one
/// thread and one group.
final class GroupBuilder {
    private static final int TYPICAL_BODY = 512;

    private final Sealer sealer;
    private final ContentStore store;
    private final VaultKeys.Versioned wrapping;

    private final Map<Audience, Integer> audiences = new LinkedHashMap<>();
    private final IdentityHashMap<Audience, Integer> numberedAudiences = new IdentityHashMap<>();
    private final Map<SourceLine, Integer> sources = new LinkedHashMap<>();
    private final IdentityHashMap<Specimen, NumberedSpecimen> numbered = new IdentityHashMap<>();
    private final List<KeptSpecimen> specimens = new ArrayList<>();
    private final ManifestCodec.Writer encoded;
    private final NewItems.Drafts drafts;
    private final List<SealedGroup.OriginalKey> originals = new ArrayList<>();
    private final Map<ContentDigest, HeldContent> contents = new HashMap<>();
    private final WireWriter bodies;
    private final WireWriter slots;
    private @Nullable SourceLine lastSource;
    private int lastSourceNumber;

    /// @param number within the group, from 1
    private record NumberedSpecimen(int number, KeptSpecimen kept) {}

    GroupBuilder(Sealer sealer, ContentStore store, VaultKeys keys, int changes) {
        this.sealer = sealer;
        this.store = store;
        this.wrapping = keys.current(KeyPurpose.KEY_STORE);
        // Groups of one import are alike; growing an array copies all that is in it.
        bodies = new WireWriter(Math.max(changes * TYPICAL_BODY, sealer.lastBodies / 8 * 9));
        drafts = new NewItems.Drafts(changes);
        encoded = new ManifestCodec.Writer(changes);
        slots = new WireWriter(Math.max(KeySlot.BYTES, changes * KeySlot.BYTES));
    }

    SealedGroup build(Archive owner, Iterable<Change> changes) {
        try {
            changes.forEach(this::add);
            return seal(owner);
        } finally {
            specimens.forEach(KeptSpecimen::close);
        }
    }

    /// A group of entries that are no [Change]s.
    SealedGroup build(Archive owner, Entry act) {
        encoded.add(act);
        return seal(owner);
    }

    private SealedGroup seal(Archive owner) {
        Manifest manifest =
                new Manifest(
                        List.copyOf(audiences.keySet()),
                        List.copyOf(sources.keySet()),
                        specimens.stream().map(KeptSpecimen::record).toList(),
                        encoded.entries());
        WireWriter plain = ManifestCodec.encode(manifest);
        sealer.lastBodies = bodies.length();
        return new SealedGroup(
                owner,
                manifest,
                sealer.compressor.manifest(plain.array(), plain.length()),
                bodies.array(),
                bodies.length(),
                slots.toBytes(),
                originals,
                List.copyOf(contents.values()),
                drafts);
    }

    private void add(Change change) {
        switch (change) {
            case Change.AddItem item -> addItem(item);
            case Change.Corroborate(ItemId item, Provenance seenIn, Audience audience) -> {
                long line = line(seenIn);
                encoded.add(
                        new Entry.Corroboration(
                                item,
                                lastSourceNumber,
                                line,
                                audience == null ? -1 : number(audience)));
            }
            case Change.AttachReceipt(ItemId item, Event receipt) ->
                    encoded.add(new Entry.Receipt(item, sealer.encode(receipt)));
            case Change.AddKey(ItemId item, NaturalKey key) ->
                    encoded.add(new Entry.Key(item, key));
            case Change.PutConversation put ->
                    encoded.add(new Entry.Conversation(put.conversation()));
            case Change.PutParty put -> encoded.add(new Entry.Party(put.party()));
            case Change.Resolve resolve ->
                    encoded.add(
                            new Entry.Resolution(
                                    resolve.party(),
                                    resolve.mailbox(),
                                    day(resolve.from(), Long.MIN_VALUE),
                                    day(resolve.until(), Long.MAX_VALUE)));
            case Change.SetAudience(ItemId item, Audience audience) ->
                    encoded.add(new Entry.NewAudience(item, number(audience)));
            case Change.KeepCapture keep -> keep(keep);
            case Change.PutDocument(String kind, String key, String json) ->
                    encoded.add(new Entry.Document(kind, key, json));
        }
    }

    private static long day(@Nullable LocalDate date, long open) {
        return date == null ? open : date.toEpochDay();
    }

    private void addItem(Change.AddItem item) {
        List<HeldContent> held = contentsOf(item);
        byte[] id = item.id().bytes();
        byte[] key = sealer.random.take(AesGcm.KEY);
        NumberedSpecimen specimen = number(item.specimen());
        Sealer.SealedBody body =
                sealer.seal(item, specimen == null ? null : specimen.kept(), held, id, key, bodies);
        int slot = slots.reserve(KeySlot.BYTES);
        KeySlot.wrap(sealer.wrapper, sealer.random, wrapping, key, id, slots.array(), slot);
        slots.advance(KeySlot.BYTES);
        Arrays.fill(key, (byte) 0);

        Event event = item.event();
        Person sender = event.sender();
        long line = line(event.provenance());
        encoded.add(
                new Entry.Item(
                        item.id(),
                        event.time().at().getEpochSecond(),
                        event.kind().code(),
                        sender == null || sender.party() == null ? 0 : sender.party().value(),
                        event.content().targetItem(),
                        number(item.audience()),
                        lastSourceNumber,
                        line,
                        specimen == null ? 0 : specimen.number(),
                        body.length(),
                        body.digest(),
                        held.isEmpty()
                                ? List.of()
                                : held.stream()
                                        .map(c -> new Entry.Blob(c.name(), c.size()))
                                        .toList()));
        drafts.add(IndexDocument.of(0, event, item.headline(), 0));
    }

    private void keep(Change.KeepCapture keep) {
        CaptureId capture = keep.capture();
        HeldContent held = held(keep.original().digest());
        byte[] slot = new byte[KeySlot.BYTES];
        KeySlot.wrap(
                sealer.wrapper,
                sealer.random,
                wrapping,
                held.key(),
                ItemOpener.owner(capture),
                slot,
                0);
        originals.add(new SealedGroup.OriginalKey(capture.sequence(), slot));
        encoded.add(
                new Entry.Capture(
                        capture,
                        keep.last(),
                        keep.original(),
                        new Entry.Blob(held.name(), held.size()),
                        keep.report()));
    }

    private HeldContent held(ContentDigest digest) {
        return contents.computeIfAbsent(digest, store::resolve);
    }

    private List<HeldContent> contentsOf(Change.AddItem item) {
        Set<ContentDigest> digests = Set.of();
        if (item.mail() instanceof MailImage image) {
            for (Segment segment : image.segments()) {
                if (segment instanceof Segment.Content(ContentDigest digest, long _)) {
                    digests = with(digest, digests);
                }
            }
        }
        for (Attachment attachment : attachments(item.event().content())) {
            ContentDigest digest = attachment.digest();
            if (digest != null) {
                digests = with(digest, digests);
            }
        }
        return digests.isEmpty() ? List.of() : digests.stream().map(this::held).toList();
    }

    /// Most items have none, and need no set.
    private static Set<ContentDigest> with(ContentDigest digest, Set<ContentDigest> digests) {
        Set<ContentDigest> more = digests.isEmpty() ? new LinkedHashSet<>() : digests;
        more.add(digest);
        return more;
    }

    private static List<Attachment> attachments(Content content) {
        return switch (content) {
            case Content.Message message -> message.attachments();
            case Content.Edit edit -> edit.replacement().attachments();
            case Content.Deletion _,
                    Content.Reaction _,
                    Content.Call _,
                    Content.Membership _,
                    Content.Receipt _,
                    Content.Notice _,
                    Content.Unreadable _,
                    Content.Gap _,
                    Content.Unknown _ ->
                    List.of();
        };
    }

    private @Nullable NumberedSpecimen number(@Nullable Specimen specimen) {
        if (specimen == null) {
            return null;
        }
        NumberedSpecimen known = numbered.get(specimen);
        if (known == null) {
            KeptSpecimen kept = sealer.keep(specimen);
            specimens.add(kept);
            known = new NumberedSpecimen(specimens.size(), kept);
            numbered.put(specimen, known);
        }
        return known;
    }

    /// Items of one run share their audience objects: an equal one is looked for but once.
    private int number(Audience audience) {
        Integer known = numberedAudiences.get(audience);
        if (known == null) {
            int next = audiences.size();
            Integer equal = audiences.putIfAbsent(audience, next);
            known = equal != null ? equal : next;
            numberedAudiences.put(audience, known);
        }
        return known;
    }

    /// The line, and in `lastSourceNumber` the source that it is in.
    private long line(Provenance provenance) {
        SourceLine last = lastSource;
        long line = last == null ? SourceLine.ELSEWHERE : last.lineOf(provenance);
        if (line != SourceLine.ELSEWHERE) {
            return line;
        }
        SourceLine.Split split = SourceLine.split(provenance);
        lastSource = split.source();
        Integer known = sources.putIfAbsent(lastSource, sources.size());
        lastSourceNumber = known != null ? known : sources.size() - 1;
        return split.line();
    }
}
