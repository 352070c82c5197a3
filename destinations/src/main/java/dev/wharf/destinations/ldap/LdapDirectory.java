package dev.wharf.destinations.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;

import dev.wharf.core.directory.DirectoryEntry;
import dev.wharf.core.directory.DirectorySource;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/// A directory that speaks LDAP. It is asked over TLS, by an account that may read, page by page;
/// referrals are not followed, since the password would go to whoever they name.
public final class LdapDirectory implements DirectorySource {
    private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(20).toMillis();

    private final LdapSettings settings;
    private final SSLContext tls;
    private final Supplier<Secret> password;
    private final LdapEntryReader reader;

    /// @param password of the bind account, for each reading; closed here
    public LdapDirectory(LdapSettings settings, SSLContext tls, Supplier<Secret> password) {
        this.settings = settings;
        this.tls = tls;
        this.password = password;
        this.reader = new LdapEntryReader(settings.profile());
    }

    @Override
    public String name() {
        return "ldap %s:%d %s".formatted(settings.host(), settings.port(), settings.base());
    }

    @Override
    public void read(Consumer<DirectoryEntry> each) {
        try (LDAPConnection connection = connect()) {
            bind(connection);
            search(connection, each);
        }
    }

    private LDAPConnection connect() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(settings.patience().toMillis());
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        LDAPConnection connection =
                settings.security() == LdapSettings.Security.LDAPS
                        ? new LDAPConnection(tls.getSocketFactory(), options)
                        : new LDAPConnection(options);
        try {
            connection.connect(settings.host(), settings.port());
            if (settings.security() == LdapSettings.Security.STARTTLS) {
                startTls(connection);
            }
            return connection;
        } catch (LDAPException failed) {
            connection.close();
            throw LdapErrorPolicy.of(settings, "connecting", failed);
        }
    }

    /// Before the name and the password are said.
    private void startTls(LDAPConnection connection) throws LDAPException {
        ExtendedResult result =
                connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
        if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
            throw new LDAPException(result);
        }
    }

    private void bind(LDAPConnection connection) {
        byte[] bytes;
        try (Secret secret = password.get()) {
            bytes = secret.bytes();
        }
        try {
            if (bytes.length == 0) {
                // RFC 4513 5.1.2: a name without a password is an anonymous bind that succeeds.
                throw new WharfException(
                        ErrorCode.CONFIG_INVALID,
                        "the password of %s is empty".formatted(settings.bindName()));
            }
            connection.bind(new SimpleBindRequest(settings.bindName(), bytes));
        } catch (LDAPException refused) {
            throw LdapErrorPolicy.of(settings, "signing in as " + settings.bindName(), refused);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void search(LDAPConnection connection, Consumer<DirectoryEntry> each) {
        Set<String> seen = new HashSet<>();
        long without = 0;
        ASN1OctetString cookie = null;
        do {
            SearchResult page = page(connection, cookie);
            for (SearchResultEntry found :
                    Objects.requireNonNullElse(
                            page.getSearchEntries(), List.<SearchResultEntry>of())) {
                Optional<DirectoryEntry> entry = reader.read(found);
                if (entry.isEmpty()) {
                    without++;
                } else if (seen.add(entry.get().id())) {
                    each.accept(entry.get());
                }
            }
            cookie = next(page);
        } while (cookie != null);
        if (without > 0) {
            LOG.warn(
                    "{}: {} entries without an id or an address that can be read", name(), without);
        }
    }

    private SearchResult page(LDAPConnection connection, @Nullable ASN1OctetString cookie) {
        try {
            String filter = settings.filter();
            SearchRequest request =
                    new SearchRequest(
                            settings.base(),
                            SearchScope.SUB,
                            filter == null ? settings.profile().filter() : filter,
                            settings.profile().attributes());
            request.addControl(new SimplePagedResultsControl(settings.pageSize(), cookie, true));
            return connection.search(request);
        } catch (LDAPException failed) {
            throw LdapErrorPolicy.of(settings, "reading below " + settings.base(), failed);
        }
    }

    /// Where the next page begins; null after the last.
    private @Nullable ASN1OctetString next(SearchResult page) {
        try {
            SimplePagedResultsControl control = SimplePagedResultsControl.get(page);
            return control != null && control.moreResultsToReturn() ? control.getCookie() : null;
        } catch (LDAPException unreadable) {
            throw LdapErrorPolicy.of(settings, "reading below " + settings.base(), unreadable);
        }
    }

    @Override
    public void close() {}
}
