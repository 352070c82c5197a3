package dev.wharf.connector.definition;

import java.net.URI;
import java.net.URISyntaxException;

/// Which site a connector pulls from.
public sealed interface SiteDefinition {
    /// The one in this home.
    record Own() implements SiteDefinition {}

    /// @param user who signs in there
    /// @param secret where the password lies
    record Remote(URI address, String user, SecretReference secret) implements SiteDefinition {
        public Remote {
            boolean good =
                    "https".equals(address.getScheme())
                            && address.getHost() != null
                            && address.getRawUserInfo() == null
                            && address.getRawQuery() == null
                            && address.getRawFragment() == null;
            if (!good) {
                throw wrongAddress();
            }
            if (user.isBlank() || user.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a user name is one line that is not blank");
            }
        }
    }

    /// @throws IllegalArgumentException without repeating it: a password may stand in it
    static URI parseAddress(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw wrongAddress();
        }
    }

    private static IllegalArgumentException wrongAddress() {
        return new IllegalArgumentException(
                "a site's address is https://HOST[:PORT][/PATH], without a name or password");
    }
}
