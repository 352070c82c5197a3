package dev.wharf.app.connector;

import dev.wharf.connector.definition.SecretReference;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.destinations.ldap.LdapDirectory;
import dev.wharf.destinations.ldap.LdapProfile;
import dev.wharf.destinations.ldap.LdapSettings;
import dev.wharf.destinations.ldap.LdapSettings.Security;
import dev.wharf.destinations.tls.TrustedCertificates;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// `ldap`: docs/destination-directories.md says what each setting means.
final class LdapKind implements Kind<DirectorySource> {
    private static final Set<String> OWN =
            Set.of(
                    "host",
                    "port",
                    "security",
                    "trust",
                    "user",
                    "password",
                    "base",
                    "profile",
                    "filter",
                    "page-size");

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>(OWN);
        keys.addAll(DirectoryKind.KEYS);
        return keys;
    }

    @Override
    public Opening<DirectorySource> read(KindSettings settings) {
        LdapSettings ldap = KindSettings.made("host", key -> settings(key, settings));
        SecretReference password = settings.demandSecret("password");
        Optional<Path> trust = settings.text("trust").map(Path::of);
        return supplies ->
                new LdapDirectory(
                        ldap,
                        TrustedCertificates.context(trust.orElse(null)),
                        () -> supplies.secrets().apply(password));
    }

    private static LdapSettings settings(String key, KindSettings settings) {
        Security security = settings.choice("security", Security.LDAPS);
        LdapSettings made =
                LdapSettings.of(
                        settings.demand(key),
                        settings.port("port", security == Security.LDAPS ? 636 : 389),
                        security,
                        settings.demand("user"),
                        settings.demand("base"),
                        settings.choice("profile", LdapProfile.ACTIVE_DIRECTORY));
        made = settings.text("filter").map(made::filtered).orElse(made);
        return made.paged(settings.number("page-size", made.pageSize()));
    }
}
