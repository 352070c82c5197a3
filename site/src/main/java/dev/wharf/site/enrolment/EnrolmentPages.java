package dev.wharf.site.enrolment;

import dev.wharf.site.account.Account;
import dev.wharf.site.account.CaptureMethod;

/// What employees see. Pure: from values to HTML.
final class EnrolmentPages {
    private final EnrolmentSettings settings;

    EnrolmentPages(EnrolmentSettings settings) {
        this.settings = settings;
    }

    /// @param body finished HTML
    /// @param script whether the page goes on asking
    String page(String link, String body, boolean script) {
        String firm = Html.text(settings.firm());
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>%s: archiving your WhatsApp</title>
        %s</head>
        <body>
        <h1>%s: archiving your WhatsApp</h1>
        %s
        <footer>Questions? Ask %s. This page belongs to %s and runs on its own machines.</footer>
        </body>
        </html>
        """
                .formatted(
                        firm,
                        link.isEmpty() ? "" : head(Html.text(link), script),
                        firm,
                        body,
                        Html.text(settings.contact()),
                        firm);
    }

    private static String head(String link, boolean script) {
        String style = "<link rel=\"stylesheet\" href=\"/enrol/" + link + "/page.css\">\n";
        return script
                ? style + "<script defer src=\"/enrol/" + link + "/page.js\"></script>\n"
                : style;
    }

    String message(String title, String text) {
        return page(
                "", "<h2>%s</h2>\n<p>%s</p>".formatted(Html.text(title), Html.text(text)), false);
    }

    String consent(String link, Account account, String complaint) {
        boolean linked = account.method() instanceof CaptureMethod.Linked;
        String body =
                """
                <p>Good day %s,</p>
                <p>please read this notice (version %s) to its end.</p>
                <div class="notice" tabindex="0">%s</div>
                %s%s<form method="post" action="/enrol/%s/consent" autocomplete="off">
                <input type="hidden" name="notice" value="%s">
                <label>Your full name <input type="text" name="name" maxlength="200" required></label>
                <label><input type="checkbox" name="agree" value="yes" required> I have read the notice and agree that my WhatsApp is archived as it says.</label>
                <button type="submit">Agree and go on</button>
                </form>
                <p>If you do not agree, close this page: nothing is captured.</p>
                """
                        .formatted(
                                Html.text(account.name()),
                                Html.text(settings.notice().version()),
                                Html.text(settings.notice().text()),
                                linked ? LINKED : "",
                                complaint.isEmpty()
                                        ? ""
                                        : "<p class=\"bad\">" + Html.text(complaint) + "</p>\n",
                                Html.text(link),
                                settings.notice().digest());
        return page(link, body, false);
    }

    private static final String LINKED =
            """
            <p><strong>How it is captured:</strong> a linked device, as with WhatsApp Web. This is not a way that WhatsApp offers for archiving and it is against its terms of service: WhatsApp may log the device out or restrict your number. Your firm has accepted that risk. You can unlink the device at any time in WhatsApp under Linked devices; your firm will notice and ask you.</p>
            """;

    String linking(String link, LinkView view) {
        String fragment = new LinkFragment(link, settings).of(view);
        String body =
                """
                <div id="state" data-version="%s" data-again="%d" aria-live="polite">
                %s</div>
                <noscript><p><a href="/enrol/%s">Show how far it is</a></p></noscript>
                """
                        .formatted(
                                LinkFragment.version(fragment),
                                view.again(),
                                fragment,
                                Html.text(link));
        return page(link, body, true);
    }

    String done() {
        return message(
                "Done",
                "Thank you. Your consent is recorded and nothing more is needed from you. This link"
                        + " is used up.");
    }
}
