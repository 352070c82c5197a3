package dev.wharf.store.object;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks what the settings of several stores have in common.
final class SettingCheck {
    private static final Pattern PREFIX = Pattern.compile("([a-z0-9][a-z0-9._-]*/){0,4}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int MOST = 200;

    private SettingCheck() {}

    /// @param prefix in front of every name: empty, or folders each with `/` behind
    static String checked(String prefix) {
        if (prefix.length() > MOST || !PREFIX.matcher(prefix).matches()) {
            throw invalid(
                    "prefix",
                    "\"%s\" is not empty, and not folders in lower case with / behind each: wharf/london/"
                            .formatted(prefix));
        }
        return prefix;
    }

    /// @param secure whether only https will do; this machine may always be asked in the clear
    static URI checked(URI endpoint, boolean secure) {
        String scheme = String.valueOf(endpoint.getScheme());
        String host = endpoint.getHost();
        if (host == null || endpoint.getUserInfo() != null || endpoint.getQuery() != null) {
            throw invalid("endpoint", "it is no plain address like https://host:port");
        }
        boolean clear = scheme.equals("http") && (!secure || LOOPBACK.contains(host));
        if (!scheme.equals("https") && !clear) {
            throw invalid("endpoint", "%s must be asked over https".formatted(host));
        }
        return endpoint;
    }

    static WharfException invalid(String setting, String why) {
        return new WharfException(
                ErrorCode.CONFIG_INVALID, "staging %s: %s".formatted(setting, why));
    }
}
