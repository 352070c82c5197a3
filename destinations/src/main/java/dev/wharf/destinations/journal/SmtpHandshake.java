package dev.wharf.destinations.journal;

import dev.wharf.destinations.journal.JournalSettings.Security;
import dev.wharf.destinations.journal.JournalSettings.Server;
import dev.wharf.destinations.journal.JournalSettings.SignIn;
import dev.wharf.destinations.journal.SmtpFailure.Aftermath;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Everything up to the first mail: connects, secures the connection, says hello, signs in. A
/// certificate must be of the host that was asked for and signed by somebody we trust; there is no
/// way around that but [Security#NONE_TO_LOOPBACK].
final class SmtpHandshake {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final JournalSettings settings;
    private final Server server;
    private final SSLSocketFactory tls;
    private final SmtpReplyPolicy policy;
    private final WriteGuard guard;

    SmtpHandshake(
            JournalSettings settings,
            SSLSocketFactory tls,
            SmtpReplyPolicy policy,
            WriteGuard guard) {
        this.settings = settings;
        this.server = settings.server();
        this.tls = tls;
        this.policy = policy;
        this.guard = guard;
    }

    SmtpConnection connect() throws SmtpFailure {
        SmtpWire wire = null;
        boolean ready = false;
        Step step = new Step();
        try {
            wire = opened(step);
            SmtpCapabilities capabilities = greeted(wire, step);
            if (server.security() == Security.STARTTLS) {
                wire = upgraded(wire, capabilities, step);
                capabilities = hello(wire, step);
            }
            signIn(wire, capabilities, step);
            ready = true;
            return new SmtpConnection(wire, capabilities, policy, settings);
        } catch (SSLException untrusted) {
            if (untrusted.getCause() instanceof EOFException) {
                throw failure(policy.lost(step.at, "the server closed the connection"));
            }
            throw failure(
                    policy.misconfigured(
                            SmtpStage.TLS,
                            "no trusted connection: "
                                    + untrusted.getMessage()
                                    + "; check the host name, and that the receiver's"
                                    + " certificate is signed by somebody trusted here"));
        } catch (IOException away) {
            throw failure(policy.lost(step.at, String.valueOf(away.getMessage())));
        } finally {
            if (wire != null && !ready) {
                wire.close();
            }
        }
    }

    /// Where it is.
    private static final class Step {
        private SmtpStage at = SmtpStage.CONNECT;
    }

    private static SmtpFailure failure(Verdict verdict) {
        return new SmtpFailure(verdict, Aftermath.CONNECTION_GONE);
    }

    private SmtpWire opened(Step step) throws IOException, SmtpFailure {
        InetAddress address = address();
        Socket socket = new Socket();
        boolean good = false;
        try {
            int timeout = Math.toIntExact(server.timeout().toMillis());
            socket.connect(new InetSocketAddress(address, server.port()), timeout);
            socket.setSoTimeout(timeout);
            socket.setTcpNoDelay(true);
            Socket talking = socket;
            if (server.security() == Security.TLS) {
                step.at = SmtpStage.TLS;
                talking = secured(socket);
            }
            SmtpWire wire = new SmtpWire(talking, socket, guard, server.timeout());
            good = true;
            return wire;
        } finally {
            if (!good) {
                socket.close();
            }
        }
    }

    private InetAddress address() throws SmtpFailure {
        InetAddress address;
        try {
            address = InetAddress.getByName(server.host());
        } catch (UnknownHostException _) {
            throw failure(policy.lost(SmtpStage.CONNECT, "the host's name is not known"));
        }
        if (server.security() == Security.NONE_TO_LOOPBACK && !address.isLoopbackAddress()) {
            throw failure(
                    policy.misconfigured(
                            SmtpStage.CONNECT,
                            "mails go without TLS to this machine only; set TLS or STARTTLS"));
        }
        return address;
    }

    private SSLSocket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, server.host(), server.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private SmtpCapabilities greeted(SmtpWire wire, Step step) throws IOException, SmtpFailure {
        step.at = SmtpStage.GREETING;
        requireGood(SmtpStage.GREETING, wire.reply());
        return hello(wire, step);
    }

    private SmtpCapabilities hello(SmtpWire wire, Step step) throws IOException, SmtpFailure {
        step.at = SmtpStage.HELLO;
        wire.command("EHLO " + clientName(wire));
        return SmtpCapabilities.of(requireGood(SmtpStage.HELLO, wire.reply()));
    }

    private String clientName(SmtpWire wire) {
        if (server.clientName() != null) {
            return server.clientName();
        }
        InetAddress own = wire.socket().getLocalAddress();
        String address = own.getHostAddress();
        int zone = address.indexOf('%');
        String bare = zone < 0 ? address : address.substring(0, zone);
        return bare.indexOf(':') < 0 ? "[" + bare + "]" : "[IPv6:" + bare + "]";
    }

    private SmtpWire upgraded(SmtpWire plain, SmtpCapabilities capabilities, Step step)
            throws IOException, SmtpFailure {
        step.at = SmtpStage.TLS;
        if (!capabilities.has("STARTTLS")) {
            throw failure(
                    policy.misconfigured(
                            SmtpStage.TLS, "the server offers no STARTTLS, so nothing is sent"));
        }
        plain.command("STARTTLS");
        requireGood(SmtpStage.TLS, plain.reply());
        if (plain.holdsMore()) {
            throw failure(
                    policy.misconfigured(
                            SmtpStage.TLS, "something spoke before TLS began; nothing is sent"));
        }
        Socket tcp = plain.socket();
        return new SmtpWire(secured(tcp), tcp, guard, server.timeout());
    }

    private void signIn(SmtpWire wire, SmtpCapabilities capabilities, Step step)
            throws IOException, SmtpFailure {
        SignIn signIn = server.signIn();
        if (signIn == null) {
            return;
        }
        step.at = SmtpStage.SIGN_IN;
        SmtpReply reply;
        if (capabilities.mechanisms().contains("PLAIN")) {
            reply = SmtpSignIn.plain(wire, signIn);
        } else if (capabilities.mechanisms().contains("LOGIN")) {
            reply = SmtpSignIn.login(wire, signIn);
        } else {
            throw failure(
                    policy.misconfigured(
                            SmtpStage.SIGN_IN,
                            "the server takes neither PLAIN nor LOGIN; remove user and password,"
                                    + " or ask the receiver"));
        }
        requireGood(SmtpStage.SIGN_IN, reply);
    }

    private SmtpReply requireGood(SmtpStage stage, SmtpReply reply) throws SmtpFailure {
        if (!reply.isGood()) {
            throw failure(policy.verdict(stage, reply));
        }
        return reply;
    }
}
