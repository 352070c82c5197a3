package dev.wharf.connector.directory;

import dev.wharf.connector.people.NameKey;
import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A directory as it was at one time, whole: addresses, numbers and names lead to its entries.
///
/// A number or an address of two users leads to neither; [#findings] names both. Immutable, for
/// many threads. Entries are packed: two hundred thousand take less than 100 MB.
public final class DirectorySnapshot {
    private static final int MOST_NAMED = 10;

    private final String source;
    private final Instant taken;
    private final PackedEntries entries;
    private final PackedNumbers numbers;
    private final TextIndex byAddress;
    private final TextIndex byNumber;
    private final TextIndex byName;
    private final TextIndex byId;
    private final DirectoryFindings findings;

    private DirectorySnapshot(Builder built) {
        this.source = built.source;
        this.taken = built.taken;
        this.entries = built.entries.build();
        this.numbers = built.numbers.build();
        this.byAddress = built.byAddress.build();
        this.byNumber = built.byNumber.build();
        this.byName = built.byName.build();
        this.byId = built.byId.build();
        SnapshotDuplicates.find(this, byNumber, byAddress, built.findings);
        this.findings = built.findings.done();
    }

    /// For one thread.
    public static final class Builder {
        private final String source;
        private final Instant taken;
        private final NumberReader reader;
        private final PackedEntries.Builder entries = new PackedEntries.Builder();
        private final PackedNumbers.Builder numbers = new PackedNumbers.Builder();
        private final TextIndex.Builder byAddress = new TextIndex.Builder();
        private final TextIndex.Builder byNumber = new TextIndex.Builder();
        private final TextIndex.Builder byName = new TextIndex.Builder();
        private final TextIndex.Builder byId = new TextIndex.Builder();
        private final DirectoryFindings.Gathering findings = new DirectoryFindings.Gathering();

        /// @param source its name, as [dev.wharf.core.directory.DirectorySource#name] says it
        public Builder(String source, Instant taken, NumberReader reader) {
            this.source = source;
            this.taken = taken;
            this.reader = reader;
        }

        public Builder add(DirectoryEntry entry) {
            int place = entries.add(entry);
            byId.add(entry.id(), place);
            byName.add(NameKey.of(entry.name()), place);
            byAddress.add(entry.mailbox().value(), place);
            entry.aliases().forEach(alias -> byAddress.add(alias.value(), place));
            entry.phones().stream()
                    .filter(written -> !written.isBlank())
                    .forEach(written -> number(entry, place, written));
            numbers.endEntry();
            return this;
        }

        private void number(DirectoryEntry entry, int place, String written) {
            switch (reader.read(written)) {
                case NumberReader.Reading.Read(PhoneNumber phone, boolean assumed) -> {
                    if (numbers.add(phone, assumed)) {
                        byNumber.add(phone.e164(), place);
                    }
                }
                case NumberReader.Reading.Unreadable(String why) ->
                        findings.add(
                                DirectoryFinding.Kind.UNREADABLE_NUMBER,
                                entry.mailbox().value(),
                                "a number of %s in the directory %s"
                                        .formatted(entry.mailbox(), why));
            }
        }

        public DirectorySnapshot build() {
            return new DirectorySnapshot(this);
        }
    }

    public String source() {
        return source;
    }

    /// When it was read.
    public Instant taken() {
        return taken;
    }

    public int size() {
        return entries.size();
    }

    /// Unreadable numbers, and numbers and addresses of more than one user.
    public DirectoryFindings findings() {
        return findings;
    }

    /// By primary address or alias.
    public AddressLookup find(EmailAddress address) {
        List<DirectoryEntry> having = places(address).mapToObj(entries::get).toList();
        if (having.isEmpty()) {
            return new AddressLookup.Unknown();
        }
        if (having.size() > 1) {
            return new AddressLookup.Ambiguous(
                    having.stream().limit(MOST_NAMED).map(DirectoryEntry::id).toList());
        }
        DirectoryEntry one = having.getFirst();
        return one.enabled()
                ? new AddressLookup.Found(one.mailbox())
                : new AddressLookup.Disabled(one.mailbox());
    }

    /// Whose number it is; nobody's when several have it.
    OptionalInt holder(PhoneNumber phone) {
        return only(holders(phone));
    }

    IntStream holders(PhoneNumber phone) {
        return byNumber.candidates(phone.e164()).filter(place -> numbers.has(place, phone));
    }

    /// Who alone has the address.
    OptionalInt place(EmailAddress address) {
        return only(places(address));
    }

    IntStream places(EmailAddress address) {
        return byAddress
                .candidates(address.value())
                .filter(
                        place -> {
                            DirectoryEntry entry = entries.get(place);
                            return entry.mailbox().equals(address)
                                    || entry.aliases().contains(address);
                        });
    }

    IntStream called(String name) {
        String key = NameKey.of(name);
        return byName.candidates(key)
                .filter(place -> NameKey.of(entries.get(place).name()).equals(key));
    }

    boolean hasEnabled(String id) {
        return byId.candidates(id)
                .mapToObj(entries::get)
                .anyMatch(entry -> entry.enabled() && entry.id().equals(id));
    }

    DirectoryEntry entry(int place) {
        return entries.get(place);
    }

    /// Numbers that are of this entry, others' or not.
    List<PackedNumbers.Held> written(int place) {
        List<PackedNumbers.Held> all = new ArrayList<>();
        numbers.of(place, all::add);
        return all;
    }

    /// Numbers that are of this entry alone.
    List<PackedNumbers.Held> numbers(int place) {
        return written(place).stream().filter(held -> holder(held.phone()).isPresent()).toList();
    }

    private static OptionalInt only(IntStream places) {
        int[] first = places.limit(2).toArray();
        return first.length == 1 ? OptionalInt.of(first[0]) : OptionalInt.empty();
    }
}
