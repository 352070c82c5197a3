package dev.wharf.site.http;

/// Who a request was found to come from.
///
/// @param name of the credential
/// @param session of the token, for the audit; tells nothing about the token
public record Caller(String name, Access role, String session) {}
