package dev.wharf.destinations.addresses;

import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A mailbox's addresses, out of what Exchange keeps in `proxyAddresses`: `SMTP:` before the
/// primary one, `smtp:` before the others, and more that are no addresses of mail (`SIP:`,
/// `X500:`). Graph writes a space after the colon.
///
/// @param aliases without the primary, each once, in the order of the directory
public record MailAddresses(EmailAddress primary, List<EmailAddress> aliases) {
    private static final String SMTP = "smtp:";

    public MailAddresses {
        aliases = List.copyOf(aliases);
    }

    /// @param mail the one that the directory shows as the address; the primary where
    ///   `proxyAddresses` names none
    /// @param others that mean the same mailbox: sign-in names, further mails
    /// @return empty when there is no mailbox: nothing but a sign-in name, or no address that can
    ///   be read
    public static Optional<MailAddresses> of(
            @Nullable String mail, Collection<String> proxies, Collection<String> others) {
        EmailAddress primary = null;
        Set<EmailAddress> all = new LinkedHashSet<>();
        for (String proxy : proxies) {
            if (proxy.toLowerCase(Locale.ROOT).startsWith(SMTP)) {
                EmailAddress address =
                        EmailAddress.parse(proxy.substring(SMTP.length())).orElse(null);
                if (address != null) {
                    all.add(address);
                    primary = proxy.startsWith("SMTP:") && primary == null ? address : primary;
                }
            }
        }
        EmailAddress shown = mail == null ? null : EmailAddress.parse(mail).orElse(null);
        if (primary == null) {
            primary = shown;
        }
        if (primary == null) {
            return Optional.empty();
        }
        if (shown != null) {
            all.add(shown);
        }
        others.forEach(other -> EmailAddress.parse(other).ifPresent(all::add));
        all.remove(primary);
        return Optional.of(new MailAddresses(primary, List.copyOf(all)));
    }
}
