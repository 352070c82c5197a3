package dev.wharf.app.site;

import dev.wharf.app.config.Setting;
import dev.wharf.app.server.Listening;
import dev.wharf.app.server.PemCertificate;
import dev.wharf.core.Finding;
import dev.wharf.core.error.WharfException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether others can reach the site where they are told to, and over TLS.
///
/// @param meta whether Meta is to reach it
record AddressCheck(OpenSite site, boolean meta) {
    private static final String ADDRESS = "site-address";
    private static final String CERTIFICATE = "certificate";
    private static final Duration SOON = Duration.ofDays(14);
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.[0-9.]+|\\[?::1]?|.+\\.localhost");

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(address());
        try {
            Listening at = site.setting().listening();
            PemCertificate certificate = at.certificate();
            findings.add(certificate == null ? plain(at) : until(certificate));
        } catch (WharfException wrong) {
            findings.add(Finding.bad(CERTIFICATE, String.valueOf(wrong.getMessage())));
        }
        return findings;
    }

    private Finding address() {
        Optional<URI> address = site.configuration().address(Setting.SITE_ADDRESS);
        if (address.isEmpty()) {
            return lacking("is not set: nobody outside this machine can be told where the site is");
        }
        String host = address.get().getHost();
        if (LOOPBACK.matcher(host).matches()) {
            return lacking("is this machine's own (%s): nobody outside reaches it".formatted(host));
        }
        if (!"https".equals(address.get().getScheme())) {
            return lacking(
                    "is not https: Meta takes no other, and links would travel in the clear");
        }
        return Finding.good(ADDRESS, "is https at " + host);
    }

    private Finding lacking(String what) {
        return meta ? Finding.bad(ADDRESS, what) : Finding.warning(ADDRESS, what);
    }

    private Finding plain(Listening at) {
        boolean proxied = !site.configuration().list(Setting.SITE_PROXIES).isEmpty();
        if (LOOPBACK.matcher(at.host()).matches() || proxied) {
            return Finding.good(CERTIFICATE, "none: a proxy in front speaks TLS");
        }
        return Finding.bad(
                CERTIFICATE,
                "none, and site-listen is open to others (%s): set site-certificate and site-certificate-key, or name the proxy in site-proxies"
                        .formatted(at.host()));
    }

    private Finding until(PemCertificate certificate) {
        Instant expires = certificate.expires();
        Instant now = site.clock().instant();
        if (!now.isBefore(expires)) {
            return Finding.bad(CERTIFICATE, "expired at %s: renew it".formatted(expires));
        }
        return now.plus(SOON).isAfter(expires)
                ? Finding.warning(CERTIFICATE, "expires at %s: renew it".formatted(expires))
                : Finding.good(CERTIFICATE, "is good until " + expires);
    }
}
