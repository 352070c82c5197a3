package dev.wharf.site.credential;

import dev.wharf.core.key.Secret;
import dev.wharf.site.http.Access;

/// A password that was just made. This is the only time it is seen.
///
/// @param password as ASCII; whoever shows it closes it
public record Issued(String name, Access role, Secret password) {}
