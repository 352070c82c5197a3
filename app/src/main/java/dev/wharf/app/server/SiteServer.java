package dev.wharf.app.server;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.http.Authenticator;
import dev.wharf.site.http.Route;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Serves routes on two listeners: the public ones, and health and metrics on one of their own.
///
/// Safe for many threads. Ready when [#start] returns. [#close] takes no new requests and lets
/// those under way finish.
public final class SiteServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final Server server;
    private final ServerConnector site;
    private final ServerConnector diagnostics;
    private final @Nullable TlsContext tls;

    private SiteServer(
            Server server,
            ServerConnector site,
            ServerConnector diagnostics,
            @Nullable TlsContext tls) {
        this.server = server;
        this.site = site;
        this.diagnostics = diagnostics;
        this.tls = tls;
    }

    /// @param nanos a clock that only goes forward: `System::nanoTime`
    public record Parts(
            Authenticator authenticator,
            TrustedProxies proxies,
            Limits limits,
            AnswerObserver observer,
            LongSupplier nanos) {}

    /// What one listener serves.
    public record Served(Listening at, List<Route> routes) {
        public Served {
            routes = List.copyOf(routes);
        }
    }

    /// @throws WharfException `CONFIG_INVALID` when an address cannot be listened on or a
    ///   certificate is of no use
    public static SiteServer start(Served site, Served diagnostics, Parts parts) {
        Server server = new Server(new VirtualThreadPool());
        server.setStopTimeout(parts.limits().stop().toMillis());
        server.setErrorHandler(SiteServer::sayNothing);
        PemCertificate certificate = site.at().certificate();
        TlsContext tls = certificate == null ? null : new TlsContext(certificate);
        ConnectionWatch siteWatch = watch(parts);
        ConnectionWatch ownWatch = watch(parts);
        ServerConnector open = connector(server, site.at(), tls, siteWatch, parts.limits());
        ServerConnector own = connector(server, diagnostics.at(), null, ownWatch, parts.limits());
        server.setHandler(
                new GracefulHandler(
                        new ByConnector(
                                open,
                                handler(site.routes(), siteWatch, parts),
                                handler(diagnostics.routes(), ownWatch, parts))));
        SiteServer started = new SiteServer(server, open, own, tls);
        started.start();
        Duration round = parts.limits().idle().dividedBy(4);
        started.every(round, () -> siteWatch.closeOverdue(open.getConnectedEndPoints()));
        started.every(round, () -> ownWatch.closeOverdue(own.getConnectedEndPoints()));
        if (tls != null) {
            started.every(Duration.ofMinutes(1), tls::reloadIfChanged);
        }
        return started;
    }

    private static ConnectionWatch watch(Parts parts) {
        return new ConnectionWatch(parts.limits().idle(), parts.nanos());
    }

    private static RouteHandler handler(List<Route> routes, ConnectionWatch watch, Parts parts) {
        Limits limits = parts.limits();
        Doorway doorway =
                new Doorway(
                        new RouteTable(routes),
                        new Bearer(parts.authenticator()),
                        new AddressLimit(limits.requestsPerMinute(), limits.burst(), parts.nanos()),
                        watch,
                        limits);
        return new RouteHandler(doorway, watch, parts);
    }

    private static ServerConnector connector(
            Server server,
            Listening at,
            @Nullable TlsContext tls,
            ConnectionWatch watch,
            Limits limits) {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits, tls != null));
        ServerConnector connector =
                tls == null
                        ? new ServerConnector(server, 1, 1, http)
                        : new ServerConnector(
                                server,
                                1,
                                1,
                                new SslConnectionFactory(tls.factory(), http.getProtocol()),
                                http);
        connector.setHost(at.host());
        connector.setPort(at.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.addBean(watch);
        connector.addBean(new NetworkConnectionLimit(2 * limits.connections(), connector));
        server.addConnector(connector);
        return connector;
    }

    private static HttpConfiguration configuration(Limits limits, boolean secure) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(limits.headerBytes());
        configuration.setHttpCompliance(HttpCompliance.RFC9110);
        configuration.setUriCompliance(UriCompliance.RFC3986);
        if (secure) {
            configuration.addCustomizer(new SecureRequestCustomizer(false));
        }
        return configuration;
    }

    private void start() {
        try {
            server.start();
        } catch (Exception failed) { // Jetty declares no less
            stop();
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    ("Could not listen on %s:%d and %s:%d; is another process there, or is the"
                                    + " address not this machine's?")
                            .formatted(
                                    site.getHost(),
                                    site.getPort(),
                                    diagnostics.getHost(),
                                    diagnostics.getPort()),
                    failed);
        }
    }

    private void every(Duration period, Runnable task) {
        site.getScheduler()
                .schedule(
                        () -> {
                            task.run();
                            every(period, task);
                        },
                        period.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Jetty's own answers, to what is no HTTP.
    private static boolean sayNothing(Request request, Response response, Callback callback) {
        SecurityHeaders.set(response.getHeaders(), false);
        response.write(true, null, callback);
        return true;
    }

    /// Where the public routes are listened for.
    public int port() {
        return site.getLocalPort();
    }

    public int diagnosticsPort() {
        return diagnostics.getLocalPort();
    }

    /// Reads the certificate again; connections that are open keep the old one.
    ///
    /// @throws WharfException `CONFIG_INVALID`; the old certificate then stays
    public void reloadCertificate() {
        if (tls != null) {
            tls.reload();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void stop() {
        try {
            server.stop();
        } catch (Exception failed) { // Jetty declares no less
            throw new WharfException(ErrorCode.BUG, "the server did not stop as it should", failed);
        }
    }

    /// Gives each listener its own routes.
    private static final class ByConnector extends Handler.Abstract {
        private final ServerConnector site;
        private final Handler siteRoutes;
        private final Handler ownRoutes;

        ByConnector(ServerConnector site, Handler siteRoutes, Handler ownRoutes) {
            this.site = site;
            this.siteRoutes = siteRoutes;
            this.ownRoutes = ownRoutes;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            Connector through = request.getConnectionMetaData().getConnector();
            Handler routes = through.equals(site) ? siteRoutes : ownRoutes;
            return routes.handle(request, response, callback);
        }
    }
}
