package dev.wharf.core.directory;

import dev.wharf.core.party.EmailAddress;
import dev.wharf.core.party.PhoneNumber;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The people of the firm. Immutable while a run lasts; safe for many threads.
public interface Directory {
    /// Who had this number on that UTC day. A number belongs to one person at a time.
    Optional<User> byPhone(PhoneNumber phone, LocalDate day);

    Optional<User> byEmail(EmailAddress address);

    /// Everybody who is called so; compared without regard to case, width, marks and spacing. A
    /// name proves nothing: see [dev.wharf.core.party.MatchBasis#NAME].
    List<User> byName(String displayName);

    List<User> users();

    /// Whether any answer of [#byPhone] depends on the day.
    boolean dated();
}
