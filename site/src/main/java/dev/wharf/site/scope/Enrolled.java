package dev.wharf.site.scope;

import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.LinkedDevice;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who is enrolled, by what sources call them. Immutable.
final class Enrolled {
    private final Map<Key, List<Entry>> bySource;

    private record Key(SourceKind source, String name) {}

    /// @param verified number of the linked device that is known to be theirs; null when none is
    record Entry(Account account, Scope scope, @Nullable PhoneNumber verified) {

        /// @param number null when the update does not say
        boolean holds(@Nullable PhoneNumber number, LocalDate day) {
            return number == null ? account.heldOn(day) : account.holds(number, day);
        }
    }

    private Enrolled(Map<Key, List<Entry>> bySource) {
        this.bySource = bySource;
    }

    static Enrolled of(
            List<Account> accounts, Map<String, Scope> scopes, List<LinkedDevice> devices) {
        Map<String, PhoneNumber> verified = new HashMap<>();
        for (LinkedDevice device : devices) {
            PhoneNumber number = device.number();
            if (number != null && device.phase() == LinkedDevice.Phase.LINKED) {
                verified.put(device.session(), number);
            }
        }
        Map<Key, List<Entry>> bySource = new HashMap<>();
        for (Account account : accounts) {
            Scope scope = scopes.getOrDefault(account.id(), Scope.DEFAULT);
            String name = account.method().source();
            SourceKind source = account.method().sourceKind();
            Entry entry = new Entry(account, scope, name == null ? null : verified.get(name));
            if (source != null && name != null) {
                add(bySource, new Key(source, name), entry);
            }
            // What is handed in for somebody names them by our own id.
            for (SourceKind handedIn :
                    List.of(
                            SourceKind.CHAT_EXPORT,
                            SourceKind.ANDROID_BACKUP,
                            SourceKind.IOS_BACKUP)) {
                add(bySource, new Key(handedIn, account.id()), entry);
            }
        }
        bySource.replaceAll((_, entries) -> List.copyOf(entries));
        return new Enrolled(Map.copyOf(bySource));
    }

    private static void add(Map<Key, List<Entry>> to, Key key, Entry entry) {
        to.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
    }

    List<Entry> of(SourceKind source, String name) {
        return bySource.getOrDefault(new Key(source, name), List.of());
    }
}
