package dev.wharf.site.testing;

import dev.wharf.core.Finding;
import dev.wharf.core.capture.EnvelopeReader;
import dev.wharf.core.capture.MediaNeed;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.linked.GatewayChat;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A gateway in memory that is where a test puts it.
public final class ScriptedGateway implements LinkedDeviceGateway {
    public final Map<String, LinkState> states = new HashMap<>();
    public final Map<String, List<GatewayChat>> chats = new HashMap<>();
    public final Map<String, List<byte[]>> messages = new HashMap<>();
    public final List<String> calls = new ArrayList<>();
    public final Map<String, byte[]> pictures = new HashMap<>();
    public boolean away;

    /// Done in the middle of a start, when the session is there and not linked yet.
    public Runnable whileStarting = () -> {};

    @Override
    public String name() {
        return "waha";
    }

    @Override
    public void start(String session, Map<String, String> metadata) {
        call("start " + session + " " + metadata);
        states.put(session, new LinkState.LoggedOut("not linked yet"));
        whileStarting.run();
        states.put(session, new LinkState.Starting());
    }

    @Override
    public LinkState state(String session) {
        refuseWhenAway();
        return states.getOrDefault(session, new LinkState.Absent());
    }

    @Override
    public Optional<byte[]> qrPicture(String session) {
        return Optional.ofNullable(pictures.get(session));
    }

    @Override
    public void answerPasskey(String session, String credential) {
        call("passkey " + session);
    }

    @Override
    public void confirmPasskey(String session) {
        call("confirm " + session);
    }

    @Override
    public void logout(String session) {
        call("logout " + session);
        states.put(session, new LinkState.LoggedOut("asked to"));
    }

    @Override
    public Optional<PhoneNumber> phoneOf(String session, Lid lid) {
        return Optional.empty();
    }

    @Override
    public List<GatewayChat> chats(String session, Instant since) {
        call("chats " + session + " since " + since);
        return chats.getOrDefault(session, List.of());
    }

    @Override
    public List<byte[]> messages(String session, String chat, Instant since) {
        call("messages " + chat);
        return messages.getOrDefault(chat, List.of());
    }

    @Override
    public boolean authentic(byte[] body, Map<String, String> headers) {
        return true;
    }

    @Override
    public EnvelopeReader envelopes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Finding> check() {
        return List.of();
    }

    @Override
    public InputStream open(MediaNeed need) {
        throw new UnsupportedOperationException();
    }

    private void call(String what) {
        refuseWhenAway();
        calls.add(what);
    }

    private void refuseWhenAway() {
        if (away) {
            throw new WharfException(ErrorCode.SOURCE_UNAVAILABLE, "the gateway is away");
        }
    }
}
