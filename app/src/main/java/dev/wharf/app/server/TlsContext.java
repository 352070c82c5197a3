package dev.wharf.app.server;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;

import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.List;

/// The certificate in use, read again when its files change: a renewal needs no restart. Safe for
/// many threads.
final class TlsContext {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);

    private final PemCertificate files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private List<FileTime> seen = List.of();

    /// @throws WharfException `CONFIG_INVALID`
    TlsContext(PemCertificate files) {
        this.files = files;
        factory.setKeyStore(files.load());
        factory.setKeyStorePassword("");
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setRenegotiationAllowed(false);
        factory.setSniRequired(false);
        seen = changed();
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    synchronized void reload() {
        var store = files.load();
        try {
            factory.reload(changing -> changing.setKeyStore(store));
        } catch (Exception failed) { // Jetty declares no less
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "The certificate in %s cannot be used.".formatted(files.chain()),
                    failed);
        }
        seen = changed();
    }

    /// Keeps the old certificate, and says so, while the new one is of no use: it may be half
    /// written.
    synchronized void reloadIfChanged() {
        List<FileTime> now = changed();
        if (now.equals(seen)) {
            return;
        }
        try {
            reload();
            LOG.info("the certificate in {} was renewed", files.chain());
        } catch (WharfException wrong) {
            LOG.warn("the old certificate stays in use: {}", wrong.getMessage());
        }
    }

    private List<FileTime> changed() {
        try {
            return files.changed();
        } catch (IOException _) {
            return List.of();
        }
    }
}
