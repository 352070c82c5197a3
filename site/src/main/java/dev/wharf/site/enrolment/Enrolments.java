package dev.wharf.site.enrolment;

import dev.wharf.core.directory.Directory;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Actor;
import dev.wharf.site.account.Account;
import dev.wharf.site.account.AccountState;
import dev.wharf.site.account.Accounts;
import dev.wharf.site.account.CaptureMethod;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;
import dev.wharf.site.mail.Mail;
import dev.wharf.site.mail.Mailer;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Sends links to employees, and ends what was linked. Safe for many threads.
public final class Enrolments {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final EnrolmentSettings settings;
    private final Accounts accounts;
    private final Invitations invitations;
    private final Linking linking;
    private final LinkedRisk risk;
    private final Mailer mailer;
    private final Supplier<Optional<Directory>> directory;
    private final Clock clock;

    /// @param directory the firm's people as they are now, asked before every link; empty when
    ///   there are none to check addresses against
    public Enrolments(
            EnrolmentSettings settings,
            SiteDatabase database,
            SiteAudit audit,
            Accounts accounts,
            Linking linking,
            LinkedRisk risk,
            Mailer mailer,
            Supplier<Optional<Directory>> directory,
            SecureRandom random,
            Clock clock) {
        this.settings = settings;
        this.accounts = accounts;
        this.invitations = new Invitations(database, audit, random, clock);
        this.linking = linking;
        this.risk = risk;
        this.mailer = mailer;
        this.directory = directory;
        this.clock = clock;
    }

    /// Sends the account's mailbox a link. The link is in that mail and nowhere else: who opens it
    /// has the mailbox.
    ///
    /// @return when the link ends
    public String invite(String id, Actor actor) {
        Account account = accounts.require(id);
        if (account.state() == AccountState.DISABLED) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED, "the account is disabled; enrol it again first");
        }
        if (account.method() instanceof CaptureMethod.Linked) {
            risk.refuseUnlessAccepted();
        }
        Optional<Directory> people = directory.get();
        if (people.isPresent() && people.get().byEmail(account.email()).isEmpty()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "the account's e-mail address is nobody's in the firm's directory; correct one"
                            + " of them");
        }
        String link = invitations.create(id, settings.life(), actor);
        String until = WHEN.format(clock.instant().plus(settings.life()));
        try {
            mailer.send(mail(account, link, until));
        } catch (WharfException failure) {
            invitations.revoke(id, actor);
            throw failure;
        }
        return until;
    }

    private Mail mail(Account account, String link, String until) {
        String text =
                """
                Good day %s,

                %s archives business conversations on WhatsApp. To read what that means, and to
                agree, open this page on a computer and have your phone at hand:

                %s

                The link is for you alone and good until %s. Do not pass it on.
                Nothing is captured before you agree. Questions? Ask %s.
                """
                        .formatted(
                                account.name(),
                                settings.firm(),
                                settings.base().resolve("/enrol/" + link),
                                until,
                                settings.contact());
        return new Mail(account.email(), "Your WhatsApp at " + settings.firm(), text);
    }

    /// The links of an account are good no longer.
    public void revoke(String id, Actor actor) {
        accounts.require(id);
        invitations.revoke(id, actor);
    }

    /// Logs an account's device out.
    public void unlink(String id, String reason, Actor actor) {
        linking.end(accounts.require(id), reason, actor);
    }

    Invitations invitations() {
        return invitations;
    }

    Linking linking() {
        return linking;
    }

    EnrolmentSettings settings() {
        return settings;
    }
}
