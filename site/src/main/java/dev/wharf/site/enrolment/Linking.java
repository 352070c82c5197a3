package dev.wharf.site.enrolment;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.ErrorKind;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.account.Consents;
import dev.wharf.site.account.LinkedDevice;
import dev.wharf.site.account.LinkedDevices;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Links an account's phone as a device at a gateway, and accepts it only when its number is the
/// one enrolled and valid today. Safe for many threads; asks the gateway anew each time. What is
/// done with one session is done by one thread at a time: a gateway that is asked in the middle of
/// a start calls the session logged out, and the start would be taken for ended.
public final class Linking {
    private static final Logger LOG = LoggerFactory.getLogger(Linking.class);
    private static final int MOST_REASON = 200;

    /// A session that nobody links is not left open at the gateway.
    private static final Duration FINISHED_WITHIN = Duration.ofHours(4);

    private static final Duration TRY_LOGOUT_FOR = Duration.ofDays(1);

    private final Map<String, LinkedDeviceGateway> gateways;
    private final Accounts accounts;
    private final LinkedDevices devices;
    private final Consents consents;
    private final LinkedRisk risk;
    private final Alerts alerts;
    private final Clock clock;

    /// By session; as many as were ever linked.
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    public Linking(
            Map<String, LinkedDeviceGateway> gateways,
            Accounts accounts,
            LinkedDevices devices,
            Consents consents,
            LinkedRisk risk,
            Alerts alerts,
            Clock clock) {
        this.gateways = Map.copyOf(gateways);
        this.accounts = accounts;
        this.devices = devices;
        this.consents = consents;
        this.risk = risk;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// @throws WharfException `NOT_ALLOWED` without consent or accepted risk
    void start(Account account, Actor actor) {
        risk.refuseUnlessAccepted();
        if (!consents.holds(account.id())) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED, "the employee has not agreed, or has withdrawn it");
        }
        CaptureMethod.Linked method = method(account);
        try (Turn _ = turn(method.session())) {
            devices.started(account.id(), method, actor);
            gateway(method.gateway()).start(method.session(), Map.of("account", account.id()));
        }
    }

    private interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private Turn turn(String session) {
        ReentrantLock lock = turns.computeIfAbsent(session, _ -> new ReentrantLock());
        lock.lock();
        return lock::unlock;
    }

    /// Asks how far it is; where the phone has linked itself, compares its number, and accepts the
    /// device or logs it out. Also to be called when a gateway tells of a change by itself.
    LinkView observe(Account account, Actor actor) {
        CaptureMethod.Linked method = method(account);
        try (Turn _ = turn(method.session())) {
            return devices.find(method.session())
                    .map(device -> observe(account, device, actor))
                    .orElseGet(LinkView.NotStarted::new);
        }
    }

    private LinkView observe(Account account, LinkedDevice device, Actor actor) {
        return switch (device.phase()) {
            case LINKED ->
                    device.number() == null
                            ? new LinkView.Checking()
                            : new LinkView.Linked(device.number());
            case WRONG_NUMBER -> new LinkView.WrongNumber();
            case FAILED -> new LinkView.Failed(String.valueOf(device.reason()));
            case LOGGED_OUT -> new LinkView.LoggedOut(String.valueOf(device.reason()));
            case LINKING -> ask(account, device, actor);
        };
    }

    private LinkView ask(Account account, LinkedDevice device, Actor actor) {
        LinkState state;
        Optional<byte[]> drawn = Optional.empty();
        try {
            LinkedDeviceGateway gateway = gateway(device.gateway());
            state = gateway.state(device.session());
            if (state instanceof LinkState.QrShown shown && shown.text().isEmpty()) {
                drawn = gateway.qrPicture(device.session());
            }
        } catch (WharfException away) {
            if (away.code().kind() != ErrorKind.TRANSIENT) {
                throw away;
            }
            return new LinkView.Away();
        }
        if (state instanceof LinkState.Linked linked && linked.number() != null) {
            return compare(account, device, linked.number(), actor);
        }
        LinkView view = drawn.<LinkView>map(LinkView.Picture::new).orElse(LinkView.of(state));
        if (view instanceof LinkView.Failed failed) {
            devices.ended(device, LinkedDevice.Phase.FAILED, brief(failed.reason()), actor);
        }
        if (view instanceof LinkView.LoggedOut out) {
            devices.ended(device, LinkedDevice.Phase.LOGGED_OUT, brief(out.reason()), actor);
        }
        return view;
    }

    private LinkView compare(
            Account account, LinkedDevice device, PhoneNumber number, Actor actor) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (account.holds(number, today)) {
            devices.linked(device, number, actor);
            alerts.clear(Alert.Kind.UNLINKED, device.account());
            alerts.clear(Alert.Kind.WRONG_NUMBER, device.account());
            return new LinkView.Linked(number);
        }
        refuse(device, actor);
        return new LinkView.WrongNumber();
    }

    /// A linked device has another number than before: people change it in WhatsApp. It stays when
    /// the new one is enrolled for the account too.
    public void numberIs(LinkedDevice device, PhoneNumber number, Actor actor) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (accounts.find(device.account()).filter(a -> a.holds(number, today)).isPresent()) {
            devices.linked(device, number, actor);
        } else {
            refuse(device, actor);
        }
    }

    /// Logs the device of a session out because updates of it carry a foreign number.
    public void refuse(String session, Actor actor) {
        devices.find(session).ifPresent(device -> refuse(device, actor));
    }

    /// Logs a device out whose number is not the account's. Whose it is, is not kept.
    public void refuse(LinkedDevice device, Actor actor) {
        try (Turn _ = turn(device.session())) {
            devices.ended(
                    device, LinkedDevice.Phase.WRONG_NUMBER, "not the enrolled number", actor);
            logOut(device);
        }
        alerts.raise(
                new Alert(
                        Alert.Kind.WRONG_NUMBER,
                        device.account(),
                        device.account(),
                        "A phone with another number than the enrolled one was linked for account %s. It was logged out at once and nothing of it was kept. If the number is right, correct the account; then use the link again."
                                .formatted(device.account()),
                        clock.instant()));
    }

    /// What has to be done though nobody looks at a page; called every few seconds from one thread.
    /// Devices of accounts that ended are logged out, those whose number is no longer the account's
    /// too; links that came about while the page was closed are accepted or refused.
    public void tick(Actor actor) {
        Map<String, Account> bySession = new HashMap<>();
        for (Account account : accounts.all()) {
            if (account.method() instanceof CaptureMethod.Linked linked
                    && account.state() != AccountState.DISABLED) {
                bySession.put(linked.session(), account);
            }
        }
        for (LinkedDevice listed : devices.all()) {
            String session = listed.session();
            try (Turn _ = turn(session)) {
                devices.find(session)
                        .ifPresent(device -> tick(device, bySession.get(session), actor));
            }
        }
        logOutStrays();
    }

    private void tick(LinkedDevice device, @Nullable Account account, Actor actor) {
        if (device.phase() != LinkedDevice.Phase.LINKING
                && device.phase() != LinkedDevice.Phase.LINKED) {
            return;
        }
        if (account == null || !consents.holds(account.id())) {
            devices.ended(device, LinkedDevice.Phase.LOGGED_OUT, "the account ended", actor);
            logOut(device);
            return;
        }
        if (device.phase() == LinkedDevice.Phase.LINKING
                && device.changed().plus(FINISHED_WITHIN).isBefore(clock.instant())) {
            devices.ended(device, LinkedDevice.Phase.FAILED, "not finished in time", actor);
            logOut(device);
            return;
        }
        PhoneNumber number = device.number();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (number != null && !account.holds(number, today)) {
            refuse(device, actor);
        } else if (number == null) {
            observe(account, actor);
        }
    }

    /// Logs out again, for a day, what should be: the gateway may have been away.
    void logOutStrays() {
        Instant recently = clock.instant().minus(TRY_LOGOUT_FOR);
        for (LinkedDevice listed : devices.all()) {
            if (stray(listed, recently)) {
                try (Turn _ = turn(listed.session())) {
                    devices.find(listed.session())
                            .filter(device -> stray(device, recently))
                            .ifPresent(this::logOut);
                }
            }
        }
    }

    private static boolean stray(LinkedDevice device, Instant recently) {
        boolean out =
                device.phase() == LinkedDevice.Phase.WRONG_NUMBER
                        || device.phase() == LinkedDevice.Phase.LOGGED_OUT;
        return out && device.changed().isAfter(recently);
    }

    /// Ends an account's device at an administrator's word, or because the account ended.
    void end(Account account, String reason, Actor actor) {
        String session = method(account).session();
        try (Turn _ = turn(session)) {
            devices.find(session)
                    .ifPresent(
                            device -> {
                                devices.ended(device, LinkedDevice.Phase.LOGGED_OUT, reason, actor);
                                logOut(device);
                            });
        }
    }

    private void logOut(LinkedDevice device) {
        try {
            gateway(device.gateway()).logout(device.session());
        } catch (WharfException failure) {
            LOG.warn(
                    "gateway {} did not log out session {}; it is tried again: {}",
                    device.gateway(),
                    device.session(),
                    failure.getMessage());
        }
    }

    void answerPasskey(Account account, String credential) {
        CaptureMethod.Linked method = method(account);
        gateway(method.gateway()).answerPasskey(method.session(), credential);
    }

    void confirmPasskey(Account account) {
        CaptureMethod.Linked method = method(account);
        gateway(method.gateway()).confirmPasskey(method.session());
    }

    static CaptureMethod.Linked method(Account account) {
        if (account.method() instanceof CaptureMethod.Linked linked) {
            return linked;
        }
        throw new WharfException(
                ErrorCode.INPUT_UNREADABLE, "this account is not captured by a linked device");
    }

    private LinkedDeviceGateway gateway(String name) {
        LinkedDeviceGateway gateway = gateways.get(name);
        if (gateway == null) {
            throw new WharfException(
                    ErrorCode.CONFIG_INVALID,
                    "gateway " + name + " is not configured, and an account names it");
        }
        return gateway;
    }

    /// A gateway's words, cut to what a person reads.
    private static String brief(String reason) {
        return reason.codePoints()
                .limit(MOST_REASON)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
