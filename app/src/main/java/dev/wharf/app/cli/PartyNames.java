package dev.wharf.app.cli;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.archive.PartyRecord.AliasKind;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to call the people that the archive knows by number.
final class PartyNames implements IntFunction<String> {

    private final Map<Integer, PartyRecord> parties;

    PartyNames(ArchiveReader archive) {
        parties =
                archive.parties().stream()
                        .collect(
                                Collectors.toMap(party -> party.id().value(), Function.identity()));
    }

    List<String> values(int party, AliasKind kind) {
        PartyRecord record = parties.get(party);
        return record == null
                ? List.of()
                : record.aliases().stream()
                        .filter(alias -> alias.kind() == kind)
                        .map(Alias::value)
                        .distinct()
                        .toList();
    }

    /// Names, numbers and addresses, most telling first.
    @Override
    public String apply(int party) {
        String all =
                Stream.of(AliasKind.NAME, AliasKind.PHONE, AliasKind.EMAIL)
                        .flatMap(kind -> values(party, kind).stream())
                        .collect(Collectors.joining(", "));
        return all.isEmpty() ? "party " + party : all;
    }
}
