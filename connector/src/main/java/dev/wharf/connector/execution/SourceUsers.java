package dev.wharf.connector.execution;

import dev.wharf.connector.deliver.NotWhole;
import dev.wharf.connector.log.SourceUser;
import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.PartyRecord;
import dev.wharf.core.archive.PartyRecord.Alias;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PartyId;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// Whose copy it is, as the source knows them: by number where the archive has one. Reads the
/// archive's people when it is first asked; for one thread at a time.
final class SourceUsers {
    private final ArchiveReader archive;
    private @Nullable Known known;

    /// @param owners parties by the address that is theirs
    private record Known(Map<PartyId, PhoneNumber> numbers, Map<EmailAddress, PartyId> owners) {
        void add(PartyId party, Alias alias) {
            switch (alias.kind()) {
                case PHONE ->
                        PhoneNumber.parse(alias.value())
                                .ifPresent(number -> numbers.putIfAbsent(party, number));
                case EMAIL ->
                        EmailAddress.parse(alias.value())
                                .ifPresent(address -> owners.putIfAbsent(address, party));
                case LID, USER_ID, NAME -> {}
            }
        }
    }

    SourceUsers(ArchiveReader archive) {
        this.archive = archive;
    }

    SourceUser of(NotWhole copy) {
        PartyId party = copy.party() == 0 ? owner(copy.mailbox()) : new PartyId(copy.party());
        if (party == null) {
            return new SourceUser.Nobody();
        }
        PhoneNumber number = known().numbers().get(party);
        return number == null ? new SourceUser.Party(party) : new SourceUser.Phone(number);
    }

    private @Nullable PartyId owner(@Nullable EmailAddress mailbox) {
        return mailbox == null ? null : known().owners().get(mailbox);
    }

    private Known known() {
        Known read = known;
        if (read == null) {
            read = new Known(new HashMap<>(), new HashMap<>());
            for (PartyRecord party : archive.parties()) {
                for (Alias alias : party.aliases()) {
                    read.add(party.id(), alias);
                }
            }
            known = read;
        }
        return read;
    }
}
