package dev.wharf.site.reception;

import dev.wharf.core.key.Secret;

import java.util.List;

/// One way in for Meta's webhooks: the app behind it.
///
/// @param name in the path, so that several apps and partners can be told apart
/// @param secrets the app's; more than one while it is changed
/// @param verifyToken what Meta shows when the address is registered
public record Hook(String name, List<Secret> secrets, Secret verifyToken) {
    public Hook {
        secrets = List.copyOf(secrets);
    }
}
