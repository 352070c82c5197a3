package dev.wharf.app.site;

import dev.wharf.app.config.Setting;
import dev.wharf.core.Finding;
import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.site.alert.AlertSettings;
import dev.wharf.site.mail.SmtpMailer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether people are told what they have to know: employees before they agree, others when capture
/// is in danger.
record TellingCheck(OpenSite site) {
    private static final String ALERTS = "alerts";
    private static final String MAIL = "mail server";

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(mail());
        findings.addAll(notice());
        findings.addAll(alerts());
        return findings;
    }

    private Finding mail() {
        Optional<SmtpMailer> server = site.mailServer();
        if (server.isEmpty()) {
            return Finding.warning(
                    MAIL, "smtp-host is not set: neither links nor alerts can be mailed");
        }
        try {
            server.get().greet();
            return Finding.good(MAIL, "answers, and takes us");
        } catch (WharfException failed) {
            return failed.code() == ErrorCode.SOURCE_UNAVAILABLE
                    ? Finding.bad(MAIL, failed.getMessage() + "; check smtp-host and smtp-port")
                    : Finding.bad(MAIL, String.valueOf(failed.getMessage()));
        }
    }

    private List<Finding> notice() {
        List<Finding> findings = new ArrayList<>();
        for (Setting setting : List.of(Setting.NOTICE_FILE, Setting.FIRM, Setting.CONTACT)) {
            findings.add(
                    site.configuration().text(setting).isEmpty()
                            ? Finding.warning(setting.key(), "is not set: " + setting.meaning())
                            : Finding.good(setting.key(), "is set"));
        }
        return findings;
    }

    private List<Finding> alerts() {
        AlertSettings settings = site.setting().alerts();
        boolean mailed =
                settings.levels().stream().anyMatch(level -> !level.to().isEmpty())
                        && site.mailServer().isPresent();
        if (!mailed && !settings.webhook()) {
            return List.of(
                    Finding.warning(
                            ALERTS,
                            "reach nobody: set alerts-to with a mail server, or alerts-webhook"));
        }
        if (settings.webhook() && site.secrets().newest("alert/webhook").isEmpty()) {
            return List.of(
                    Finding.bad(
                            ALERTS,
                            "cannot be posted unsigned: 'wharf site secret put alert/webhook'"));
        }
        return List.of(Finding.good(ALERTS, "have an addressee"));
    }
}
