package dev.wharf.capture.linked;

import dev.wharf.core.key.Secret;

import java.net.URI;
import java.time.Duration;

/// Where a gateway runs, and what we and it know each other by.
///
/// @param base its address as this process reaches it: `http://waha:3000`
/// @param key WAHA's API key, or GOWA's `user:password`
/// @param webhook where it posts to, as it reaches us
/// @param hmac what it signs its webhooks with
/// @param timeout for one call; a file may take ten times as long
public record GatewaySettings(URI base, Secret key, URI webhook, Secret hmac, Duration timeout) {
    public GatewaySettings {
        String scheme = base.getScheme();
        boolean web = "http".equals(scheme) || "https".equals(scheme);
        if (!web || base.getHost() == null || base.getUserInfo() != null) {
            throw new IllegalArgumentException("a gateway's address is http(s)://host[:port]");
        }
    }
}
