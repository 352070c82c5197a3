package dev.wharf.app.site;

import dev.wharf.core.capture.SourceKind;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.site.reception.Reception;
import dev.wharf.site.watch.FetchedUpdates;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// What a reconciliation fetched goes in as the gateway's own webhooks do. The archive knows again
/// what it holds, so nothing doubles.
///
/// @param sources knows the gateways
/// @param recent what came lately is not taken again
record FetchedAgain(Sources sources, Reception reception, RecentIds recent)
        implements FetchedUpdates {
    @Override
    public boolean accept(String gateway, String session, byte[] body) {
        Optional<LinkedDeviceGateway> known = sources.gateway(gateway);
        if (known.isEmpty() || recent.hold(known.get().envelopes().read(body))) {
            return false;
        }
        try {
            Reception.Outcome outcome =
                    reception.accept(
                            new Reception.Channel(
                                    SourceKind.LINKED_DEVICE, gateway, known.get().envelopes()),
                            body,
                            Map.of("reconciled", session));
            return outcome.kept() > 0;
        } catch (IOException failed) {
            throw new WharfException(
                    ErrorCode.STORAGE_FAILED, "cannot keep what was fetched again", failed);
        }
    }
}
