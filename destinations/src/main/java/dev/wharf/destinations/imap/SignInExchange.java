package dev.wharf.destinations.imap;

import dev.wharf.core.destination.Refusal;
import dev.wharf.core.destination.Refusal.Scope;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.core.party.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// Signs in to one mailbox: SASL PLAIN or XOAUTH2, else LOGIN.
final class SignInExchange {
    private static final Duration REST = Duration.ofMinutes(1);

    private final ImapConnection connection;
    private final ImapServer server;
    private final EmailAddress mailbox;

    SignInExchange(ImapConnection connection, ImapServer server, EmailAddress mailbox) {
        this.connection = connection;
        this.server = server;
        this.mailbox = mailbox;
    }

    /// @return how the server took it
    Reply run(SignIn signIn) throws ConnectionLost, Refused {
        return switch (signIn) {
            case SignIn.Passwords(var passwords) ->
                    plain("", user(), passwords.password(mailbox).orElseThrow(this::noPassword));
            case SignIn.MasterUser(String name, Secret password, String separator) ->
                    plain("", user() + separator + name, password);
            case SignIn.OnBehalf(String name, Secret password) -> plain(user(), name, password);
            case SignIn.Bearer(TokenSource tokens) -> bearer(tokens);
        };
    }

    private String user() {
        String address = mailbox.value();
        return switch (server.users()) {
            case ADDRESS -> address;
            case LOCAL_PART -> address.substring(0, address.indexOf('@'));
        };
    }

    private Refused noPassword() {
        return new Refused(
                new Verdict(
                        new Refusal(
                                ErrorCode.SOURCE_REFUSED,
                                Scope.MAILBOX,
                                "no password is set for %s: set one, or let one user sign in for all"
                                        .formatted(mailbox)),
                        Duration.ZERO));
    }

    private Reply plain(String onBehalfOf, String user, Secret password)
            throws ConnectionLost, Refused {
        Capabilities can = connection.askedCapabilities();
        if (can.has("AUTH=PLAIN")) {
            byte[] secret = password.bytes();
            byte[] names = (onBehalfOf + "\0" + user + "\0").getBytes(StandardCharsets.UTF_8);
            return sasl("PLAIN", Bytes.joined(names, secret));
        }
        if (can.has("LOGINDISABLED") || !onBehalfOf.isEmpty()) {
            throw new Refused(cannot("AUTH=PLAIN"));
        }
        String text = new String(password.bytes(), StandardCharsets.UTF_8);
        if (!Quoted.fits(text) || !Quoted.fits(user)) {
            throw new Refused(cannot("AUTH=PLAIN (the password is not ASCII)"));
        }
        return connection.command("LOGIN " + Quoted.of(user) + " " + Quoted.of(text));
    }

    /// A token may have been withdrawn before its time: a second attempt gets a fresh one.
    private Reply bearer(TokenSource tokens) throws ConnectionLost, Refused {
        if (!connection.askedCapabilities().has("AUTH=XOAUTH2")) {
            throw new Refused(cannot("AUTH=XOAUTH2"));
        }
        Secret token = token(tokens);
        Reply reply = xoauth2(token);
        if (reply.status() != Reply.Status.NO) {
            return reply;
        }
        tokens.refused(token);
        return xoauth2(token(tokens));
    }

    private Reply xoauth2(Secret token) throws ConnectionLost {
        byte[] head = ("user=" + user() + "\u0001auth=Bearer ").getBytes(StandardCharsets.UTF_8);
        byte[] tail = {1, 1};
        return sasl("XOAUTH2", Bytes.joined(head, token.bytes(), tail));
    }

    private Secret token(TokenSource tokens) throws Refused {
        try {
            return tokens.token();
        } catch (WharfException none) {
            throw new Refused(
                    new Verdict(
                            new Refusal(
                                    none.code(),
                                    Scope.DESTINATION,
                                    String.valueOf(none.getMessage())),
                            REST));
        }
    }

    private Reply sasl(String mechanism, byte[] response) throws ConnectionLost {
        String encoded = Base64.getEncoder().encodeToString(response);
        boolean atOnce = connection.capabilities().has("SASL-IR");
        String tag = connection.begin("AUTHENTICATE " + mechanism + (atOnce ? " " + encoded : ""));
        connection.endCommand();
        Reply end = connection.awaitGo(tag);
        if (!atOnce && end == null) {
            connection.wire().write(encoded + "\r\n");
            end = connection.awaitGo(tag);
        }
        // A challenge now is an error in words for programs; it ends with an empty answer.
        return end != null ? end : afterError(tag);
    }

    private Reply afterError(String tag) throws ConnectionLost {
        connection.endCommand();
        @Nullable Reply end = connection.awaitGo(tag);
        if (end == null) {
            throw new ConnectionLost("the server's sign-in has no end", null);
        }
        return end;
    }

    private Verdict cannot(String mechanism) {
        return Verdict.setting(
                "IMAP server %s does not offer %s, which this sign-in needs"
                        .formatted(server, mechanism));
    }
}
