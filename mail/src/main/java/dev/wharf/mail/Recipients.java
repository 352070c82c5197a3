package dev.wharf.mail;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Who stands in `To`.
///
/// @param group name of the RFC 5322 group that holds them; null when each stands alone
/// @param mailboxes every party; of a group too large for a header only the firm's own users
public record Recipients(@Nullable String group, List<Mailbox> mailboxes) {
    public Recipients {
        mailboxes = List.copyOf(mailboxes);
    }
}
