package dev.wharf.connector.people;

import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;
import dev.wharf.core.chat.ConversationId;
import dev.wharf.core.party.PartyId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// All parties the archive knows, found by alias; mints new ones in the order they are first seen.
///
/// For one thread. Ids never change and are never given twice; aliases are only added, and their
/// times only widen. What changed since the last [#drain] must be committed before, or together
/// with, the first item that names it.
public final class PartyBook {
    private static final int SECONDS_A_DAY = 86_400;

    /// @param conversation the chat a name was shown in; null for the other kinds
    public record Handle(AliasKind kind, String value, @Nullable ConversationId conversation) {}

    private final Map<PartyId, Map<Handle, Alias>> parties = new HashMap<>();
    private final Map<Handle, List<PartyId>> byHandle = new HashMap<>();
    private final Set<PartyId> changed = new LinkedHashSet<>();
    private final Set<PartyId> revealed = new LinkedHashSet<>();
    private int last;
    private int revision;
    private final Map<Integer, Integer> persons = new HashMap<>();
    private long aliasesAdded;
    private long personsAt;

    public PartyBook(Collection<PartyRecord> known) {
        for (PartyRecord record : known) {
            last = Math.max(last, record.id().value());
            Map<Handle, Alias> aliases =
                    parties.computeIfAbsent(record.id(), _ -> new LinkedHashMap<>());
            for (Alias alias : record.aliases()) {
                Handle handle = new Handle(alias.kind(), alias.value(), alias.conversation());
                aliases.put(handle, alias);
                byHandle.computeIfAbsent(handle, _ -> new ArrayList<>()).add(record.id());
            }
        }
    }

    /// The party that had this alias first, among those that have it.
    public Optional<PartyId> find(Handle handle) {
        return byHandle.getOrDefault(handle, List.of()).stream().findFirst();
    }

    /// Everybody who has this alias.
    public List<PartyId> findAll(Handle handle) {
        return List.copyOf(byHandle.getOrDefault(handle, List.of()));
    }

    /// A party's values of one kind.
    public List<String> values(PartyId party, AliasKind kind) {
        return parties.getOrDefault(party, Map.of()).keySet().stream()
                .filter(handle -> handle.kind == kind)
                .map(Handle::value)
                .toList();
    }

    public PartyId mint() {
        PartyId id = new PartyId(++last);
        parties.put(id, new LinkedHashMap<>());
        changed.add(id);
        return id;
    }

    /// The highest number given so far, 0 for none.
    public int last() {
        return last;
    }

    /// Adds an alias, or widens the time in which it was seen.
    public void add(PartyId party, Handle handle, Instant first, Instant lastSeen) {
        Map<Handle, Alias> aliases = Objects.requireNonNull(parties.get(party), "unknown party");
        Alias before = aliases.get(handle);
        Alias after =
                new Alias(
                        handle.kind,
                        handle.value,
                        handle.conversation,
                        before == null || first.isBefore(before.from()) ? first : before.from(),
                        before == null || lastSeen.isAfter(before.until())
                                ? lastSeen
                                : before.until());
        if (before == null) {
            byHandle.computeIfAbsent(handle, _ -> new ArrayList<>()).add(party);
            aliasesAdded++;
        }
        if (!after.equals(before)) {
            aliases.put(handle, after);
            changed.add(party);
        }
    }

    /// Says that parties known before have turned out to have this alias too: of the one that is
    /// shown and of others that were met under a LID, which nobody could tell was theirs. They stay
    /// parties of their own, because items name them, and are found by the same aliases.
    public void reveal(PartyId party, Handle handle, Instant at) {
        boolean isNew = !Objects.requireNonNull(parties.get(party)).containsKey(handle);
        seen(party, handle, at);
        if (isNew) {
            revealed.add(party);
            revision++;
        }
    }

    /// The first of all parties that are the same person, by the numbers and LIDs that they share;
    /// 0 stays 0. Who is surely another user is another person, since numbers change hands.
    public int person(int party) {
        if (party == 0) {
            return 0;
        }
        if (personsAt != aliasesAdded) {
            persons.clear();
            personsAt = aliasesAdded;
        }
        return persons.computeIfAbsent(party, this::firstOf);
    }

    private int firstOf(int party) {
        Set<PartyId> same = new LinkedHashSet<>(List.of(new PartyId(party)));
        Deque<PartyId> open = new ArrayDeque<>(same);
        while (!open.isEmpty()) {
            PartyId one = open.remove();
            for (Handle handle : parties.getOrDefault(one, Map.of()).keySet()) {
                boolean tells = handle.kind == AliasKind.PHONE || handle.kind == AliasKind.LID;
                for (PartyId other : tells ? findAll(handle) : List.<PartyId>of()) {
                    if (mayBeOne(one, other) && same.add(other)) {
                        open.add(other);
                    }
                }
            }
        }
        return same.stream().mapToInt(PartyId::value).min().orElse(party);
    }

    private boolean mayBeOne(PartyId one, PartyId other) {
        List<String> emails = values(one, AliasKind.EMAIL);
        List<String> others = values(other, AliasKind.EMAIL);
        return emails.isEmpty() || others.isEmpty() || !Collections.disjoint(emails, others);
    }

    /// Grows when what is known of somebody changes what was said of them before.
    public int revision() {
        return revision;
    }

    /// Parties of whom more was revealed since the last call, as they are known now.
    public List<PartyRecord> drainRevealed() {
        if (revealed.isEmpty()) {
            return List.of();
        }
        List<PartyRecord> records = revealed.stream().map(this::record).toList();
        revealed.clear();
        return records;
    }

    /// Who is meant by a LID: of several that have it the one that its phone number leads to.
    public Optional<PartyId> byLid(String lid) {
        Optional<PartyId> first = find(new Handle(AliasKind.LID, lid, null));
        return first.flatMap(
                        party ->
                                values(party, AliasKind.PHONE).stream()
                                        .map(phone -> new Handle(AliasKind.PHONE, phone, null))
                                        .flatMap(phone -> find(phone).stream())
                                        .filter(one -> values(one, AliasKind.LID).contains(lid))
                                        .findFirst())
                .or(() -> first);
    }

    /// The same, to the UTC day: on a day that is covered nothing changes, so that a busy chat does
    /// not write its people again with every message.
    public void seen(PartyId party, Handle handle, Instant at) {
        Alias known = Objects.requireNonNull(parties.get(party), "unknown party").get(handle);
        if (known == null || day(at) < day(known.from()) || day(at) > day(known.until())) {
            add(party, handle, at, at);
        }
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
    }

    /// Records of all parties that changed since the last call, in the order they changed first.
    public List<PartyRecord> drain() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<PartyRecord> records = changed.stream().map(this::record).toList();
        changed.clear();
        return records;
    }

    private PartyRecord record(PartyId id) {
        Map<Handle, Alias> aliases = Objects.requireNonNull(parties.get(id));
        return new PartyRecord(id, List.copyOf(aliases.values()));
    }
}
