package dev.wharf.destinations.ldap;

import java.util.ArrayList;
import java.util.List;

/// Which attributes mean what.
///
/// Both ask for people who have an address, and read numbers from `mobile`, `otherMobile` and
/// `telephoneNumber`.
public enum LdapProfile {
    /// `proxyAddresses` and `userPrincipalName` give aliases, bit 2 of `userAccountControl` says
    /// who is disabled, `objectGUID` is the id.
    ACTIVE_DIRECTORY(
            "(&(objectCategory=person)(objectClass=user)(|(mail=*)(proxyAddresses=*)))",
            "objectGUID",
            List.of("proxyAddresses", "userPrincipalName", "userAccountControl")),
    /// The first value of `mail` is the mailbox, the others are aliases; an account is disabled
    /// when `pwdAccountLockedTime` locks it for good; `entryUUID` is the id.
    OPENLDAP(
            "(&(objectClass=inetOrgPerson)(mail=*))",
            "entryUUID",
            List.of("mailLocalAddress", "pwdAccountLockedTime", "cn"));

    static final String MAIL = "mail";
    static final String NAME = "displayName";
    static final List<String> PHONES = List.of("mobile", "otherMobile", "telephoneNumber");

    private final String filter;
    private final String id;
    private final List<String> own;

    LdapProfile(String filter, String id, List<String> own) {
        this.filter = filter;
        this.id = id;
        this.own = own;
    }

    /// The filter where settings give none.
    String filter() {
        return filter;
    }

    String id() {
        return id;
    }

    /// Everything that is asked for; the operational ones come only when they are named.
    String[] attributes() {
        List<String> all = new ArrayList<>(PHONES);
        all.addAll(List.of(MAIL, NAME, id));
        all.addAll(own);
        return all.toArray(String[]::new);
    }
}
