package dev.wharf.bench.imap;

import dev.wharf.core.destination.Outgoing;
import dev.wharf.core.party.EmailAddress;
import dev.wharf.testkit.imap.Dovecot;
import dev.wharf.testkit.imap.SelfSigned;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// What Dovecot takes at all: MULTIAPPEND commands that lie ready in memory, one after the other,
/// by TLS.
final class RawAppends implements AutoCloseable {
    static final String FOLDER = "Raw";

    private final SSLSocket socket;
    private final BufferedReader in;
    private final OutputStream out;

    RawAppends(Dovecot dovecot, EmailAddress mailbox) throws IOException, GeneralSecurityException {
        socket =
                (SSLSocket)
                        context(dovecot)
                                .getSocketFactory()
                                .createSocket("localhost", dovecot.tlsPort());
        socket.setTcpNoDelay(true);
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
        in.readLine();
        String plain = "\0" + mailbox + "*" + Dovecot.MASTER + "\0" + Dovecot.MASTER_PASSWORD;
        command(
                "AUTHENTICATE PLAIN "
                        + Base64.getEncoder()
                                .encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
        command("CREATE " + FOLDER);
    }

    /// @return one command for each so many mails
    static List<byte[]> prepare(List<Outgoing> mails, int together) throws IOException {
        List<byte[]> commands = new ArrayList<>();
        for (int from = 0; from < mails.size(); from += together) {
            ByteArrayOutputStream command = new ByteArrayOutputStream();
            command.writeBytes(("a APPEND " + FOLDER).getBytes(StandardCharsets.US_ASCII));
            for (Outgoing mail : mails.subList(from, Math.min(mails.size(), from + together))) {
                String head =
                        " (\\Seen) \"22-Nov-2026 18:54:25 +0000\" {%d+}\r\n".formatted(mail.size());
                command.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
                mail.writeTo(command);
            }
            command.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            commands.add(command.toByteArray());
        }
        return commands;
    }

    void send(List<byte[]> commands) throws IOException {
        for (byte[] command : commands) {
            out.write(command);
            out.flush();
            requireOk();
        }
    }

    private void command(String text) throws IOException {
        out.write(("a " + text + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        requireOk();
    }

    private void requireOk() throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith("a ")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith("a OK")) {
            throw new IOException("Dovecot said " + line);
        }
    }

    private static SSLContext context(Dovecot dovecot)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream store = Files.newInputStream(SelfSigned.store(dovecot.certificate()))) {
            keys.load(store, SelfSigned.password());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("dovecot", keys.getCertificate("test"));
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
