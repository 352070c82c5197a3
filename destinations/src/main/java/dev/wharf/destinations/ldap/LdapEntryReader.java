package dev.wharf.destinations.ldap;

import com.unboundid.ldap.sdk.Entry;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.destinations.addresses.MailAddresses;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Makes one user of an entry. Pure.
final class LdapEntryReader {
    private static final int DISABLED = 2;
    private static final String LOCKED_FOR_GOOD = "000001010000Z";

    private final LdapProfile profile;

    LdapEntryReader(LdapProfile profile) {
        this.profile = profile;
    }

    /// Empty when the entry has no mailbox, or nothing to know it by.
    Optional<DirectoryEntry> read(Entry entry) {
        String id = id(entry);
        if (id == null) {
            return Optional.empty();
        }
        return addresses(entry)
                .map(
                        mail ->
                                new DirectoryEntry(
                                        id,
                                        name(entry, mail),
                                        mail.primary(),
                                        mail.aliases(),
                                        phones(entry),
                                        enabled(entry)));
    }

    private @Nullable String id(Entry entry) {
        if (profile == LdapProfile.OPENLDAP) {
            return entry.getAttributeValue(profile.id());
        }
        byte[] guid = entry.getAttributeValueBytes(profile.id());
        return guid == null || guid.length != 16 ? null : guid(guid).toString();
    }

    /// As Active Directory's tools write it: the first three fields are little-endian.
    static UUID guid(byte[] bytes) {
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long high =
                (little.getInt(0) & 0xffffffffL) << 32
                        | (little.getShort(4) & 0xffffL) << 16
                        | (little.getShort(6) & 0xffffL);
        return new UUID(high, ByteBuffer.wrap(bytes).getLong(8));
    }

    private Optional<MailAddresses> addresses(Entry entry) {
        List<String> mails = values(entry, LdapProfile.MAIL);
        List<String> others = new ArrayList<>(mails);
        List<String> proxies = List.of();
        switch (profile) {
            case ACTIVE_DIRECTORY -> {
                proxies = values(entry, "proxyAddresses");
                others.addAll(values(entry, "userPrincipalName"));
            }
            case OPENLDAP -> others.addAll(values(entry, "mailLocalAddress"));
        }
        return MailAddresses.of(mails.isEmpty() ? null : mails.getFirst(), proxies, others);
    }

    private static String name(Entry entry, MailAddresses mail) {
        String shown = entry.getAttributeValue(LdapProfile.NAME);
        if (shown != null) {
            return shown;
        }
        String common = entry.getAttributeValue("cn");
        return common == null ? mail.primary().value() : common;
    }

    private static List<String> phones(Entry entry) {
        return LdapProfile.PHONES.stream().flatMap(one -> values(entry, one).stream()).toList();
    }

    private boolean enabled(Entry entry) {
        return switch (profile) {
            case ACTIVE_DIRECTORY -> {
                Integer control = entry.getAttributeValueAsInteger("userAccountControl");
                yield control == null || (control & DISABLED) == 0;
            }
            case OPENLDAP ->
                    !LOCKED_FOR_GOOD.equals(entry.getAttributeValue("pwdAccountLockedTime"));
        };
    }

    private static List<String> values(Entry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? List.of() : List.of(values);
    }
}
