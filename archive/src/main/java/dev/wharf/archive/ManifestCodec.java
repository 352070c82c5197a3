package dev.wharf.archive;

import dev.wharf.core.archive.Audience;
import dev.wharf.core.archive.ConversationRecord;
import dev.wharf.core.archive.Expectation;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.archive.StoredContent;
import dev.wharf.core.capture.CaptureId;
import dev.wharf.core.capture.ContentDigest;
import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.chat.ChatKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.item.ItemId;
import dev.wharf.core.item.NaturalKey;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Manifests as bytes, before compression and sealing: `docs/formats.md`, "Manifest".
///
/// Enumerations are written by the codes below, never by ordinal or name.
final class ManifestCodec {
    private static final int VERSION = 1;

    private static final int ITEM = 1;
    private static final int CORROBORATION = 2;
    private static final int RECEIPT = 3;
    private static final int CONVERSATION = 4;
    private static final int PARTY = 5;
    private static final int RESOLUTION = 6;
    private static final int NEW_AUDIENCE = 7;
    private static final int CAPTURE = 8;
    private static final int PAGE = 12;
    private static final int DOCUMENT = 9;
    private static final int ERASURE = 10;
    private static final int KEY = 11;

    private static final int DIGEST = 32;

    private ManifestCodec() {}

    /// Encodes a manifest's entries as they come: thousands later they would have to be fetched
    /// into the processor's cache again. For one thread.
    static final class Writer {
        private static final int TYPICAL_ENTRY = 80;

        private final WireWriter entries;
        private final Deltas last = new Deltas();
        private int count;

        /// @param expected entries
        Writer(int expected) {
            entries = new WireWriter(256 + expected * TYPICAL_ENTRY);
        }

        void add(Entry entry) {
            ManifestCodec.entry(entries, entry, last);
            count++;
        }

        /// What was added; nothing may be added afterwards.
        Entries entries() {
            return new Entries(entries.array(), 0, entries.length(), count);
        }
    }

    static WireWriter encode(Manifest manifest) {
        WireWriter out = new WireWriter(4096 + manifest.entries().length());
        out.u8(VERSION);
        out.varint(manifest.audiences().size());
        manifest.audiences().forEach(audience -> audience(out, audience));
        out.varint(manifest.sources().size());
        manifest.sources().forEach(source -> source(out, source));
        out.varint(manifest.specimens().size());
        manifest.specimens().forEach(out::bytes);
        out.varint(manifest.entries().count());
        manifest.entries().writeTo(out);
        return out;
    }

    static Manifest decode(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        if (in.u8() != VERSION) {
            throw WireReader.corrupt();
        }
        List<Audience> audiences = new ArrayList<>();
        for (int n = in.count(); n > 0; n--) {
            audiences.add(audience(in));
        }
        List<SourceLine> sources = new ArrayList<>();
        for (int n = in.count(); n > 0; n--) {
            sources.add(source(in));
        }
        List<byte[]> specimens = new ArrayList<>();
        for (int n = in.count(); n > 0; n--) {
            specimens.add(in.bytes());
        }
        int count = in.count();
        Entries entries = new Entries(bytes, in.position(), bytes.length - in.position(), count);
        for (Entry entry : entries) {
            if (entry instanceof Entry.Item item && item.specimen() > specimens.size()) {
                throw WireReader.corrupt();
            }
        }
        return new Manifest(audiences, sources, specimens, entries);
    }

    /// Of the item before: neighbours share chat and day, and follow in time.
    static final class Deltas {
        long conversation;
        int day;
        long second;
        long line;
    }

    private static void entry(WireWriter out, Entry entry, Deltas last) {
        switch (entry) {
            case Entry.Item item -> item(out, item, last);
            case Entry.Corroboration(ItemId item, int source, long line, int audience) -> {
                out.u8(CORROBORATION);
                id(out, item, last);
                out.varint(source);
                out.zigzag(line - last.line);
                last.line = line;
                out.zigzag(audience);
            }
            case Entry.Receipt(ItemId item, byte[] json) -> {
                out.u8(RECEIPT);
                id(out, item, last);
                out.bytes(json);
            }
            case Entry.Key(ItemId item, NaturalKey key) -> {
                out.u8(KEY);
                id(out, item, last);
                out.u64(key.value());
            }
            case Entry.Conversation(ConversationRecord conversation) ->
                    conversation(out, conversation);
            case Entry.Party(PartyRecord party) -> party(out, party);
            case Entry.Resolution resolution -> {
                out.u8(RESOLUTION);
                out.varint(resolution.party().value());
                out.string(resolution.mailbox().value());
                out.zigzag(resolution.fromDay());
                out.zigzag(resolution.untilDay());
            }
            case Entry.NewAudience(ItemId item, int audience) -> {
                out.u8(NEW_AUDIENCE);
                id(out, item, last);
                out.varint(audience);
            }
            case Entry.Capture capture -> {
                boolean alone = capture.last().equals(capture.capture());
                out.u8(alone ? CAPTURE : PAGE);
                out.varint(capture.capture().sequence());
                if (!alone) {
                    out.varint(capture.last().sequence() - capture.capture().sequence());
                }
                out.raw(HexFormat.of().parseHex(capture.original().digest().sha256()));
                out.raw(capture.blob().name().bytes());
                out.varint(capture.original().size());
                out.string(capture.report());
            }
            case Entry.Document(String kind, String key, String json) -> {
                out.u8(DOCUMENT);
                out.string(kind);
                out.string(key);
                out.string(json);
            }
            case Entry.Erasure(ItemId item, long second, String actor, String reason) -> {
                out.u8(ERASURE);
                id(out, item, last);
                out.zigzag(second);
                out.string(actor);
                out.string(reason);
            }
        }
    }

    static Entry entry(WireReader in, Deltas last) {
        return switch (in.u8()) {
            case ITEM -> item(in, last);
            case CORROBORATION -> corroboration(in, last);
            case RECEIPT -> new Entry.Receipt(id(in, last), in.bytes());
            case KEY -> new Entry.Key(id(in, last), new NaturalKey(in.u64()));
            case CONVERSATION -> new Entry.Conversation(conversation(in));
            case PARTY -> new Entry.Party(party(in));
            case RESOLUTION ->
                    new Entry.Resolution(
                            new PartyId(in.number()),
                            new EmailAddress(in.string()),
                            in.zigzag(),
                            in.zigzag());
            case NEW_AUDIENCE -> new Entry.NewAudience(id(in, last), in.number());
            case CAPTURE -> capture(in, false);
            case PAGE -> capture(in, true);
            case DOCUMENT -> new Entry.Document(in.string(), in.string(), in.string());
            case ERASURE -> new Entry.Erasure(id(in, last), in.zigzag(), in.string(), in.string());
            default -> throw WireReader.corrupt();
        };
    }

    private static void item(WireWriter out, Entry.Item item, Deltas last) {
        out.u8(ITEM);
        id(out, item.id(), last);
        out.zigzag(item.second() - last.second);
        last.second = item.second();
        out.varint(item.kind());
        out.varint(item.sender());
        out.varint(item.audience());
        out.varint(item.source());
        out.zigzag(item.line() - last.line);
        last.line = item.line();
        out.varint(item.specimen());
        out.varint(item.length());
        ItemId target = item.target();
        out.varint(item.blobs().size() * 2L + (target == null ? 0 : 1));
        if (target != null) {
            out.id(target);
        }
        for (Entry.Blob blob : item.blobs()) {
            out.raw(blob.name().bytes());
            out.varint(blob.size());
        }
        out.raw(item.digest());
    }

    private static Entry.Item item(WireReader in, Deltas last) {
        ItemId id = id(in, last);
        long second = last.second + in.zigzag();
        last.second = second;
        int kind = in.number();
        int sender = in.number();
        int audience = in.number();
        int source = in.number();
        long line = last.line + in.zigzag();
        last.line = line;
        int specimen = in.number();
        int length = in.number();
        int more = in.number();
        ItemId target = (more & 1) == 0 ? null : in.id();
        List<Entry.Blob> blobs = new ArrayList<>();
        for (int n = more >>> 1; n > 0; n--) {
            blobs.add(new Entry.Blob(new BlobName(in.raw(BlobName.BYTES)), in.varint()));
        }
        return new Entry.Item(
                id,
                second,
                kind,
                sender,
                target,
                audience,
                source,
                line,
                specimen,
                length,
                in.raw(DIGEST),
                List.copyOf(blobs));
    }

    private static Entry.Corroboration corroboration(WireReader in, Deltas last) {
        ItemId item = id(in, last);
        int source = in.number();
        last.line += in.zigzag();
        return new Entry.Corroboration(item, source, last.line, (int) in.zigzag());
    }

    private static void id(WireWriter out, ItemId id, Deltas last) {
        long conversation = id.conversation().value();
        int day = id.day() - last.day;
        boolean same = conversation == last.conversation;
        long zigzag = (day << 1 ^ day >> 31) & 0xffff_ffffL;
        out.varint(zigzag << 1 | (same ? 1 : 0));
        if (!same) {
            out.u64(conversation);
        }
        out.u64(id.tag());
        last.conversation = conversation;
        last.day = id.day();
    }

    private static ItemId id(WireReader in, Deltas last) {
        long head = in.varint();
        int zigzag = (int) (head >>> 1);
        last.day += zigzag >>> 1 ^ -(zigzag & 1);
        if ((head & 1) == 0) {
            last.conversation = in.u64();
        }
        return new ItemId(new ConversationId(last.conversation), last.day, in.u64());
    }

    private static Entry.Capture capture(WireReader in, boolean page) {
        CaptureId capture = new CaptureId(in.varint());
        CaptureId last = page ? new CaptureId(capture.sequence() + in.varint()) : capture;
        ContentDigest digest = new ContentDigest(HexFormat.of().formatHex(in.raw(DIGEST)));
        BlobName name = new BlobName(in.raw(BlobName.BYTES));
        long size = in.varint();
        return new Entry.Capture(
                capture,
                last,
                new StoredContent(digest, size),
                new Entry.Blob(name, size),
                in.string());
    }

    private static void audience(WireWriter out, Audience audience) {
        out.varint(audience.mailboxes().size());
        audience.mailboxes().forEach(mailbox -> out.string(mailbox.value()));
        out.varint(audience.unresolved().size());
        for (Expectation waiting : audience.unresolved()) {
            out.varint(waiting.party().value());
            out.u8(Codes.of(waiting.reason()));
        }
    }

    private static Audience audience(WireReader in) {
        List<EmailAddress> mailboxes = new ArrayList<>();
        for (int n = in.count(); n > 0; n--) {
            mailboxes.add(new EmailAddress(in.string()));
        }
        List<Expectation> waiting = new ArrayList<>();
        for (int n = in.count(); n > 0; n--) {
            waiting.add(new Expectation(new PartyId(in.number()), Codes.reason(in.u8())));
        }
        return Audience.of(mailboxes, waiting);
    }

    private static void source(WireWriter out, SourceLine source) {
        out.u8(Codes.of(source.kind()));
        out.varint(source.capture().sequence());
        out.raw(HexFormat.of().parseHex(source.digest().sha256()));
        out.optional(source.name());
        out.string(source.decoder());
        out.optional(source.account());
        out.string(source.before());
        out.string(source.after());
    }

    private static SourceLine source(WireReader in) {
        SourceKind kind = Codes.source(in.u8());
        CaptureId capture = new CaptureId(in.varint());
        ContentDigest digest = new ContentDigest(HexFormat.of().formatHex(in.raw(DIGEST)));
        return new SourceLine(
                kind,
                capture,
                digest,
                in.optional(),
                in.string(),
                in.optional(),
                in.string(),
                in.string());
    }

    private static void conversation(WireWriter out, ConversationRecord conversation) {
        out.u8(CONVERSATION);
        out.u64(conversation.id().value());
        out.u8(Codes.of(conversation.kind()));
        out.varint(conversation.titles().size());
        conversation.titles().forEach(out::string);
        out.optional(conversation.jid());
    }

    private static ConversationRecord conversation(WireReader in) {
        ConversationId id = new ConversationId(in.u64());
        ChatKind kind = Codes.chat(in.u8());
        List<String> titles = new ArrayList<>();
        for (int n = in.count(); n > 0; n--) {
            titles.add(in.string());
        }
        return new ConversationRecord(id, kind, titles, in.optional());
    }

    private static void party(WireWriter out, PartyRecord party) {
        out.u8(PARTY);
        out.varint(party.id().value());
        out.varint(party.aliases().size());
        for (Alias alias : party.aliases()) {
            out.u8(Codes.of(alias.kind()));
            out.string(alias.value());
            ConversationId conversation = alias.conversation();
            out.u8(conversation == null ? 0 : 1);
            if (conversation != null) {
                out.u64(conversation.value());
            }
            instant(out, alias.from());
            instant(out, alias.until());
        }
    }

    private static PartyRecord party(WireReader in) {
        PartyId id = new PartyId(in.number());
        List<Alias> aliases = new ArrayList<>();
        for (int n = in.count(); n > 0; n--) {
            AliasKind kind = Codes.alias(in.u8());
            String value = in.string();
            ConversationId chat = in.u8() == 0 ? null : new ConversationId(in.u64());
            aliases.add(new Alias(kind, value, chat, instant(in), instant(in)));
        }
        return new PartyRecord(id, aliases);
    }

    private static void instant(WireWriter out, Instant instant) {
        out.zigzag(instant.getEpochSecond());
        out.varint(instant.getNano());
    }

    private static Instant instant(WireReader in) {
        return Instant.ofEpochSecond(in.zigzag(), in.number());
    }
}
