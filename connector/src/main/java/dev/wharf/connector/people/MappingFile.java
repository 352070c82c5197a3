package dev.wharf.connector.people;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.store.csv.CsvTable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the mapping CSV in Microsoft's and TeleMessage's format:
///
/// ```
/// External User ID,Microsoft 365 User Mailbox
/// 445204334324,susan@company.com
/// ```
///
/// The id is the mobile number: digits with country code. A plus sign, spaces and dashes are taken
/// too, with a note, because spreadsheets and people add them. `Valid From` and `Valid Until`
/// (days, inclusive) are optional, for numbers that change hands. One number leads to one mailbox
/// at a time; one mailbox may have many numbers.
public final class MappingFile {
    private static final String ID = "External User ID";
    private static final String MAILBOX = "Microsoft 365 User Mailbox";
    private static final String FROM = "Valid From";
    private static final String UNTIL = "Valid Until";

    private final CsvTable table;
    private final List<Mapping.Row> rows = new ArrayList<>();
    private final Map<PhoneNumber, List<Placed>> placed = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    private record Placed(Mapping.Row row, long line) {}

    private MappingFile(CsvTable table) {
        this.table = table;
    }

    /// @param file its name, for messages
    /// @throws dev.wharf.core.error.WharfException MAPPING_INVALID naming line and column of
    ///   everything that is wrong; then nothing is loaded
    public static Mapping parse(String file, byte[] bytes) {
        MappingFile mapping = new MappingFile(CsvTable.parse(file, bytes, List.of(ID, MAILBOX)));
        mapping.table.rows().forEach(mapping::read);
        mapping.table.refuseIfWrong();
        return new Mapping(mapping.rows, mapping.notes);
    }

    private void read(CsvTable.Row row) {
        Optional<PhoneNumber> phone = row.demand(ID).flatMap(cell -> phone(row, cell));
        Optional<EmailAddress> mailbox = row.demand(MAILBOX).flatMap(cell -> mailbox(row, cell));
        CsvTable.Days days = row.days(FROM, UNTIL);
        if (phone.isPresent() && mailbox.isPresent()) {
            place(row, new Mapping.Row(phone.get(), mailbox.get(), days.from(), days.until()));
        }
    }

    private Optional<PhoneNumber> phone(CsvTable.Row row, String cell) {
        Optional<PhoneNumber> phone = PhoneNumber.parse(cell);
        if (phone.isEmpty()) {
            row.complain(ID, "not a phone number in digits with country code");
        } else if (!cell.chars().allMatch(c -> c >= '0' && c <= '9')) {
            notes.add("line %d: the number is written with more than digits".formatted(row.line()));
        }
        return phone;
    }

    private static Optional<EmailAddress> mailbox(CsvTable.Row row, String cell) {
        Optional<EmailAddress> mailbox = EmailAddress.parse(cell);
        if (mailbox.isEmpty()) {
            row.complain(MAILBOX, "not an e-mail address");
        }
        return mailbox;
    }

    private void place(CsvTable.Row at, Mapping.Row row) {
        List<Placed> same = placed.computeIfAbsent(row.phone(), _ -> new ArrayList<>());
        same.stream()
                .filter(other -> other.row.overlaps(row))
                .findFirst()
                .ifPresent(
                        other ->
                                at.complain(
                                        ID, "is mapped at the same time in line " + other.line));
        same.add(new Placed(row, at.line()));
        rows.add(row);
    }
}
