package dev.wharf.destinations.journal;

import dev.wharf.destinations.journal.JournalSettings.SignIn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Signs in by SASL PLAIN (RFC 4616) or LOGIN. Copies of the password are wiped; what TLS and the
/// wire's buffer copy is not ours to reach.
final class SmtpSignIn {
    private static final int GO_ON = 334;
    private static final byte[] LINE_END = {'\r', '\n'};

    private SmtpSignIn() {}

    static SmtpReply plain(SmtpWire wire, SignIn signIn) throws SmtpWire.Lost {
        byte[] user = signIn.user().getBytes(StandardCharsets.UTF_8);
        byte[] password = signIn.password().bytes();
        byte[] both = new byte[user.length + password.length + 2];
        System.arraycopy(user, 0, both, 1, user.length);
        System.arraycopy(password, 0, both, user.length + 2, password.length);
        wire.write("AUTH PLAIN ".getBytes(StandardCharsets.US_ASCII));
        encoded(wire, both);
        Arrays.fill(password, (byte) 0);
        return wire.reply();
    }

    static SmtpReply login(SmtpWire wire, SignIn signIn) throws SmtpWire.Lost {
        wire.command("AUTH LOGIN");
        SmtpReply reply = wire.reply();
        if (reply.code() == GO_ON) {
            encoded(wire, signIn.user().getBytes(StandardCharsets.UTF_8));
            reply = wire.reply();
        }
        if (reply.code() == GO_ON) {
            encoded(wire, signIn.password().bytes());
            reply = wire.reply();
        }
        return reply;
    }

    /// Writes and wipes it.
    private static void encoded(SmtpWire wire, byte[] secret) throws SmtpWire.Lost {
        byte[] base64 = Base64.getEncoder().encode(secret);
        wire.write(base64);
        wire.write(LINE_END);
        Arrays.fill(base64, (byte) 0);
        Arrays.fill(secret, (byte) 0);
    }
}
