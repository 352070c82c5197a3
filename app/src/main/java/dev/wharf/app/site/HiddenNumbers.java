package dev.wharf.app.site;

import dev.wharf.capture.note.SiteNote;
import dev.wharf.core.capture.UpdateEnvelope;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.linked.LinkedDeviceGateway;
import dev.wharf.core.party.Lid;
import dev.wharf.core.party.PhoneNumber;
import dev.wharf.site.account.Account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a gateway for the numbers of people who are known by LID only, and notes what it says; it
/// is never guessed. What it does not know is asked again, hourly, as long as they write.
///
/// [#seen] is for any thread and touches memory only; [#tick] is for one. Bounded: whoever is
/// forgotten is met again with their next message.
final class HiddenNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(HiddenNumbers.class);
    private static final Pattern LID = Pattern.compile("([0-9]{1,20})@lid");
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final OpenSite site;
    private final Notes notes;
    private final Map<Met, Instant> due = new LinkedHashMap<>();

    /// @param session at the gateway
    private record Met(String account, String gateway, String session, String lid) {}

    HiddenNumbers(OpenSite site, Notes notes) {
        this.site = site;
        this.notes = notes;
    }

    void seen(String gateway, String account, List<UpdateEnvelope> updates) {
        for (UpdateEnvelope update : updates) {
            String chat = update.chat();
            String session = update.account();
            if (chat == null || session == null || update.peer() != null) {
                continue;
            }
            Matcher lid = LID.matcher(chat);
            if (lid.matches()) {
                meet(new Met(account, gateway, session, lid.group(1)));
            }
        }
    }

    private synchronized void meet(Met met) {
        if (due.size() < MOST) {
            due.putIfAbsent(met, Instant.MIN);
        }
    }

    private synchronized List<Met> dueNow(Instant now) {
        return due.entrySet().stream()
                .filter(one -> !one.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    void tick() {
        Instant now = site.clock().instant();
        for (Met met : dueNow(now)) {
            Instant again = isKnown(met) || ask(met, now) ? Instant.MAX : now.plus(AGAIN);
            synchronized (this) {
                due.put(met, again);
                if (due.size() >= MOST) {
                    due.values().removeIf(Instant.MAX::equals);
                }
            }
        }
    }

    private boolean ask(Met met, Instant now) {
        Optional<LinkedDeviceGateway> gateway = site.sources().gateway(met.gateway);
        Optional<Account> account = site.accounts().find(met.account);
        if (gateway.isEmpty() || account.isEmpty()) {
            return false;
        }
        try {
            Lid lid = new Lid(met.lid);
            Optional<PhoneNumber> phone = gateway.get().phoneOf(met.session, lid);
            if (phone.isEmpty()) {
                return false;
            }
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            PhoneNumber own = account.get().numberOn(today).orElse(null);
            notes.append(account.get(), new SiteNote.HiddenNumber(own, lid, phone.get(), now));
            know(met);
            return true;
        } catch (WharfException away) {
            LOG.warn("{} was not asked for a number: {}", met.gateway, away.code());
            return false;
        }
    }

    private boolean isKnown(Met met) {
        return site.database()
                .read(
                        sql ->
                                sql.first(
                                        row -> row.text("lid"),
                                        "SELECT lid FROM lid_noted WHERE account = ? AND lid = ?",
                                        met.account,
                                        met.lid))
                .isPresent();
    }

    private void know(Met met) {
        site.database()
                .write(
                        sql ->
                                sql.update(
                                        "INSERT INTO lid_noted (account, lid) VALUES (?, ?) ON CONFLICT (account, lid) DO NOTHING",
                                        met.account,
                                        met.lid));
    }
}
