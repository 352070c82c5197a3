package dev.wharf.capture.linked;

import dev.wharf.capture.jid.Jid;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.Person;
import dev.wharf.core.party.PhoneNumber;

import org.jspecify.annotations.Nullable;

/// One person by the addresses that an update gives them.
///
/// @param given the first address, where it is neither a number nor a LID
record Who(@Nullable PhoneNumber phone, @Nullable Lid lid, @Nullable String given) {
    static final Who NOBODY = new Who(null, null, null);

    /// @param addresses of one and the same person, as the update says
    static Who of(@Nullable String... addresses) {
        PhoneNumber phone = null;
        Lid lid = null;
        String given = null;
        for (String text : addresses) {
            Jid jid = Jid.of(text);
            phone = phone == null && jid != null ? jid.phone() : phone;
            lid = lid == null && jid != null ? jid.lid() : lid;
            boolean odd = text != null && !text.isBlank() && (jid == null || jid.isDirect());
            given = given == null && odd ? text : given;
        }
        return new Who(phone, lid, given);
    }

    boolean isNobody() {
        return phone == null && lid == null && given == null;
    }

    /// The number's address where the number is known; never one made of a LID's digits.
    @Nullable String address() {
        if (phone != null) {
            return phone.digits() + "@s.whatsapp.net";
        }
        if (lid != null) {
            return lid.jid();
        }
        Jid jid = Jid.of(given);
        return jid == null ? given : jid.address();
    }

    /// Whether both are surely one person.
    boolean is(Who other) {
        return (phone != null && phone.equals(other.phone))
                || (lid != null && lid.equals(other.lid));
    }

    /// This person with what the other adds, who is the same.
    Who and(Who other) {
        return new Who(
                phone == null ? other.phone : phone,
                lid == null ? other.lid : lid,
                given == null ? other.given : given);
    }

    Person person(@Nullable String name) {
        String called = name == null || name.isBlank() || name.equals("~") ? null : name;
        if (called == null && phone == null && lid == null) {
            called = given;
        }
        return new Person(null, called, phone, lid, null, null, null, false);
    }
}
