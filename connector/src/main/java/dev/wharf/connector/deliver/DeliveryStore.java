package dev.wharf.connector.deliver;

import dev.wharf.core.archive.ArchiveReader;
import dev.wharf.core.archive.Change;
import dev.wharf.core.party.EmailAddress;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where a connector's state at one destination lies: documents of the archive. Safe for many
/// threads.
public final class DeliveryStore {
    static final String STATE = "delivery";
    static final String DEBT = "debt";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Debt>> DEBTS = new TypeReference<>() {};

    private final ArchiveReader reader;
    private final String key;

    /// @param connector and destination, by name; neither holds a slash
    public DeliveryStore(ArchiveReader reader, String connector, String destination) {
        this.reader = reader;
        this.key = connector + "/" + destination;
    }

    /// Empty when the connector has not run at this destination.
    public Optional<DeliveryState> state() {
        return reader.document(STATE, key).map(json -> JSON.readValue(json, DeliveryState.class));
    }

    public Change put(DeliveryState state) {
        return new Change.PutDocument(STATE, key, JSON.writeValueAsString(state));
    }

    /// By mailbox; none without debts.
    public Map<EmailAddress, List<Debt>> debts() {
        Map<EmailAddress, List<Debt>> debts = new TreeMap<>();
        for (ArchiveReader.NamedDocument document : reader.documents(DEBT, key + "/", key + "0")) {
            List<Debt> all = JSON.readValue(document.json(), DEBTS);
            if (!all.isEmpty()) {
                debts.put(new EmailAddress(document.key().substring(key.length() + 1)), all);
            }
        }
        return debts;
    }

    Change put(EmailAddress mailbox, List<Debt> debts) {
        return new Change.PutDocument(
                DEBT, key + "/" + mailbox.value(), JSON.writeValueAsString(debts));
    }
}
