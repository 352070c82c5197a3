package dev.wharf.site.enrolment;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.ledger.Act;
import dev.wharf.core.ledger.ActKind;
import dev.wharf.core.ledger.Actor;
import dev.wharf.core.ledger.Subject;
import dev.wharf.site.account.Notice;
import dev.wharf.site.audit.SiteAudit;
import dev.wharf.site.database.SiteDatabase;

import java.time.Clock;

/// That somebody accepted, for the firm, what linking devices means. Without it no linked session
/// starts. When the text changes it has to be accepted anew.
public final class LinkedRisk {
    /// What is accepted.
    public static final Notice TEXT =
            new Notice(
                    "1",
                    """
                    Linked devices are not an official way.

                    Capturing WhatsApp by a linked device uses an unofficial program that behaves like
                    WhatsApp Web. This is against WhatsApp's terms of service. WhatsApp can log such
                    devices out, restrict or ban the employee's number, and change its protocol on any
                    day; capture then stops until somebody acts. Wharf only receives: it never sends,
                    marks as read or shows as online, which lowers the risk and does not remove it.

                    What was linked sees all of the phone's chats, private ones included. Wharf leaves
                    out before sealing what the account's scope excludes; the gateway beside it does
                    not know that scope. View-once media and the sound of calls cannot be captured.

                    The employee has to agree. The people they write with have not been asked; whether
                    and how they must be told is your firm's duty to find out.

                    Recommended instead: the WhatsApp Business Platform (cloud-api), or the WhatsApp
                    Business app together with the platform by way of a partner (coexistence). Both are
                    official and need no linked device.
                    """);

    private static final String FACT = "linked-risk";

    private final SiteDatabase database;
    private final SiteAudit audit;
    private final Clock clock;

    public LinkedRisk(SiteDatabase database, SiteAudit audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    public boolean accepted() {
        return database.read(
                        sql ->
                                sql.first(
                                        row -> row.text("body"),
                                        "SELECT body FROM fact WHERE name = ?",
                                        FACT))
                .filter(TEXT.digest().sha256()::equals)
                .isPresent();
    }

    /// @param digest of the text that was read, so that nobody accepts another one
    public void accept(String digest, Actor actor) {
        if (!TEXT.digest().sha256().equals(digest)) {
            throw new WharfException(
                    ErrorCode.INPUT_UNREADABLE,
                    "digest is not that of the present text; read it and accept it again");
        }
        database.write(
                sql -> {
                    audit.append(
                            sql,
                            Act.of(
                                            ActKind.CONSENT,
                                            Subject.of(Subject.Type.CONFIG, "linked devices"),
                                            actor,
                                            clock.instant())
                                    .withDigests(null, TEXT.digest())
                                    .with("consent", "risk accepted"));
                    return sql.update(
                            """
                            INSERT INTO fact (name, body) VALUES (?, ?)
                            ON CONFLICT (name) DO UPDATE SET body = excluded.body
                            """,
                            FACT,
                            digest);
                });
    }

    void refuseUnlessAccepted() {
        if (!accepted()) {
            throw new WharfException(
                    ErrorCode.NOT_ALLOWED,
                    "no linked device can start before an administrator has read and accepted what"
                            + " it means: 'wharf site link accept-risk', or GET, then POST"
                            + " /v1/linked-risk");
        }
    }
}
