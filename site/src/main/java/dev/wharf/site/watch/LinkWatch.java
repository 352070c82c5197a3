package dev.wharf.site.watch;

import dev.wharf.core.alert.Alert;
import dev.wharf.core.alert.Alerts;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.linked.LinkState;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.LinkedDevice;
import dev.wharf.site.account.LinkedDevices;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// Watches linked devices: names every gap, notices logouts, and fetches what was missed, hourly
/// and after every reconnect. For one thread; [#tick] about every half minute.
public final class LinkWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LinkWatch.class);

    private final Map<String, LinkedDeviceGateway> gateways;
    private final LinkedDevices devices;
    private final Gaps gaps;
    private final Reconciler reconciler;
    private final Alerts alerts;
    private final BiConsumer<LinkedDevice, PhoneNumber> anotherNumber;
    private final WatchSettings settings;
    private final Actor actor;
    private final Clock clock;
    private final Map<String, Instant> well = new HashMap<>();

    /// @param anotherNumber decides about a device whose number has become another one
    public LinkWatch(
            Map<String, LinkedDeviceGateway> gateways,
            LinkedDevices devices,
            Gaps gaps,
            Reconciler reconciler,
            Alerts alerts,
            BiConsumer<LinkedDevice, PhoneNumber> anotherNumber,
            WatchSettings settings,
            Actor actor,
            Clock clock) {
        this.gateways = Map.copyOf(gateways);
        this.devices = devices;
        this.gaps = gaps;
        this.reconciler = reconciler;
        this.alerts = alerts;
        this.anotherNumber = anotherNumber;
        this.settings = settings;
        this.actor = actor;
        this.clock = clock;
    }

    public void tick() {
        for (LinkedDevice device : devices.all()) {
            if (device.phase() == LinkedDevice.Phase.LINKED) {
                tick(device);
            }
        }
    }

    private void tick(LinkedDevice device) {
        LinkedDeviceGateway gateway = gateways.get(device.gateway());
        if (gateway == null) {
            away(device, "gateway " + device.gateway() + " is not configured");
            return;
        }
        LinkState state;
        try {
            state = gateway.state(device.session());
        } catch (WharfException failure) {
            away(device, "the gateway did not answer: " + failure.code());
            return;
        }
        switch (state) {
            case LinkState.Linked linked -> linked(gateway, device, linked.number());
            case LinkState.Disconnected _ -> away(device, "the gateway has lost WhatsApp");
            case LinkState.Starting _ -> away(device, "the session is being started again");
            case LinkState.LoggedOut _ -> unlinked(device, "the device was logged out");
            case LinkState.Absent _ -> unlinked(device, "the gateway does not know the session");
            case LinkState.Failed _ -> unlinked(device, "the session has failed");
            case LinkState.QrShown _,
                    LinkState.PasskeyRequired _,
                    LinkState.PasskeyConfirmation _ ->
                    unlinked(device, "the session wants to be linked anew");
        }
    }

    private void linked(
            LinkedDeviceGateway gateway, LinkedDevice device, @Nullable PhoneNumber number) {
        if (number != null && !number.equals(device.number())) {
            anotherNumber.accept(device, number);
            return;
        }
        Gap gap = gaps.unrecovered(device.account()).orElse(null);
        if (gap != null) {
            gaps.end(gap);
            alerts.clear(Alert.Kind.UNLINKED, device.account());
        }
        Reconciler.Result result = reconciler.run(gateway, device, gap);
        switch (result) {
            case Reconciler.Result.NotDue _ -> {}
            case Reconciler.Result.Fetched fetched -> fetched(device, gap, fetched.fresh());
            case Reconciler.Result.Failed failed -> {
                if (failed.inARow() >= 3) {
                    raiseGap(
                            device,
                            "what was missed cannot be fetched from the gateway, which answers but"
                                    + " does not list messages");
                }
            }
        }
        well.put(device.session(), clock.instant());
    }

    private void fetched(LinkedDevice device, @Nullable Gap gap, long fresh) {
        if (gap != null) {
            gaps.recovered(gap, fresh);
        } else if (fresh > 0) {
            LOG.warn(
                    "session {}: {} messages had not arrived by themselves and were fetched",
                    device.session(),
                    fresh);
        }
        alerts.clear(Alert.Kind.GAP, device.account());
    }

    private void away(LinkedDevice device, String reason) {
        Instant now = clock.instant();
        Gap gap = gaps.unrecovered(device.account()).filter(Gap::open).orElse(null);
        Instant since = gap == null ? since(device) : gap.since();
        if (gap == null) {
            gaps.open(device, reason, since);
        }
        if (Duration.between(since, now).compareTo(settings.grace()) >= 0) {
            raiseGap(device, reason);
        }
    }

    private void raiseGap(LinkedDevice device, String reason) {
        alerts.raise(
                new Alert(
                        Alert.Kind.GAP,
                        device.account(),
                        device.account(),
                        "Nothing could be captured of account %s since %s: %s. What is missed is fetched when the gateway %s is back; look at it."
                                .formatted(
                                        device.account(),
                                        gaps.unrecovered(device.account())
                                                .map(Gap::since)
                                                .orElse(clock.instant()),
                                        reason,
                                        device.gateway()),
                        clock.instant()));
    }

    private void unlinked(LinkedDevice device, String reason) {
        Instant since = since(device);
        if (gaps.unrecovered(device.account()).filter(Gap::open).isEmpty()) {
            gaps.open(device, reason, since);
        }
        devices.ended(device, LinkedDevice.Phase.LOGGED_OUT, reason, actor);
        well.remove(device.session());
        alerts.clear(Alert.Kind.GAP, device.account());
        alerts.raise(
                new Alert(
                        Alert.Kind.UNLINKED,
                        device.account(),
                        device.account(),
                        "The linked device of account %s is no longer linked: %s. Nothing has been captured since %s. The employee has to link it again: send a new link."
                                .formatted(device.account(), reason, since),
                        clock.instant()));
    }

    /// When all was last known to be well.
    private Instant since(LinkedDevice device) {
        Instant good = well.get(device.session());
        return good != null ? good : reconciler.reached(device.session()).orElse(device.changed());
    }
}
