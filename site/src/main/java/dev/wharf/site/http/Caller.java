package dev.wharf.site.http;

import org.jspecify.annotations.Nullable;

/// Who a request was found to come from.
///
/// @param name of the credential
/// @param session of the token, for the audit; tells nothing about the token
/// @param account the only one that an uploader hands in for; null for every other role
public record Caller(String name, Access role, String session, @Nullable String account) {

    public Caller {
        if ((role == Access.UPLOADER) != (account != null)) {
            throw new IllegalArgumentException("an uploader has an account, nobody else has");
        }
    }

    public Caller(String name, Access role, String session) {
        this(name, role, session, null);
    }
}
