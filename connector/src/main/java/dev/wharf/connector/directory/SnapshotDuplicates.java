package dev.wharf.connector.directory;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Names numbers and addresses that several users have, which therefore lead to none of them.
final class SnapshotDuplicates {
    private static final int MOST_NAMED = 5;

    private final DirectorySnapshot snapshot;
    private final TreeSet<PhoneNumber> phones = new TreeSet<>();
    private final TreeSet<EmailAddress> addresses = new TreeSet<>();

    private SnapshotDuplicates(DirectorySnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static void find(
            DirectorySnapshot snapshot,
            TextIndex byNumber,
            TextIndex byAddress,
            DirectoryFindings.Gathering findings) {
        SnapshotDuplicates duplicates = new SnapshotDuplicates(snapshot);
        byNumber.shared(duplicates::numbersOf);
        byAddress.shared(duplicates::addressesOf);
        duplicates.phones.forEach(phone -> duplicates.tell(phone, findings));
        duplicates.addresses.forEach(address -> duplicates.tell(address, findings));
    }

    private void numbersOf(int place) {
        snapshot.written(place).stream()
                .map(PackedNumbers.Held::phone)
                .filter(phone -> snapshot.holders(phone).limit(2).count() > 1)
                .forEach(phones::add);
    }

    private void addressesOf(int place) {
        DirectoryEntry entry = snapshot.entry(place);
        Stream.concat(Stream.of(entry.mailbox()), entry.aliases().stream())
                .filter(address -> snapshot.places(address).limit(2).count() > 1)
                .forEach(addresses::add);
    }

    private void tell(PhoneNumber phone, DirectoryFindings.Gathering findings) {
        findings.add(
                DirectoryFinding.Kind.DUPLICATE_NUMBER,
                phone.e164(),
                "several users have the number %s in the directory: %s. It is taken for none of them;"
                                .formatted(phone, named(snapshot.holders(phone).toArray()))
                        + " leave it with the one whose it is, or say whose in the users file");
    }

    private void tell(EmailAddress address, DirectoryFindings.Gathering findings) {
        findings.add(
                DirectoryFinding.Kind.DUPLICATE_ADDRESS,
                address.value(),
                "several users have the address %s in the directory: %s. Nothing is delivered to it;"
                                .formatted(address, named(snapshot.places(address).toArray()))
                        + " leave it with one of them");
    }

    private String named(int[] places) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Math.min(places.length, MOST_NAMED); i++) {
            DirectoryEntry entry = snapshot.entry(places[i]);
            names.add(entry.mailbox() + (entry.enabled() ? "" : " (disabled)"));
        }
        String more =
                places.length > MOST_NAMED
                        ? " and %d more".formatted(places.length - MOST_NAMED)
                        : "";
        return String.join(", ", names) + more;
    }
}
