package dev.wharf.site.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/// The part of the page that changes while a phone is being linked.
final class LinkFragment {
    private final String link;
    private final EnrolmentSettings settings;

    LinkFragment(String link, EnrolmentSettings settings) {
        this.link = Html.text(link);
        this.settings = settings;
    }

    /// So that a page is not redrawn while somebody types.
    static String version(String fragment) {
        CRC32C crc = new CRC32C();
        crc.update(fragment.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    String of(LinkView view) {
        return switch (view) {
            case LinkView.NotStarted _ ->
                    paragraph("Your consent is recorded. Have your phone ready.")
                            + button("start", "Link my phone");
            case LinkView.Starting _ -> paragraph("Starting. This takes up to a minute.");
            case LinkView.Scan scan -> scan(QrSvg.of(scan.code()));
            case LinkView.Picture picture -> scan(image(picture));
            case LinkView.Passkey passkey -> passkey(passkey);
            case LinkView.Confirm confirm -> confirm(confirm);
            case LinkView.Checking _ ->
                    paragraph("Your phone is linked. Checking that it is the enrolled number.");
            case LinkView.Linked linked ->
                    "<p class=\"good\">Linked: %s.</p>\n"
                                    .formatted(Html.text(linked.number().e164()))
                            + paragraph(
                                    "You are done. Leave the device in place under Linked devices in"
                                            + " WhatsApp. This link is used up.");
            case LinkView.WrongNumber _ ->
                    bad("This phone does not have the number that is enrolled for you.")
                            + paragraph(
                                    "It was logged out at once and nothing of it was kept. Take the"
                                            + " enrolled phone and try again; if the number is right, ask "
                                            + settings.contact()
                                            + ".")
                            + button("start", "Try again");
            case LinkView.Failed failed -> over("Linking did not come about.", failed.reason());
            case LinkView.LoggedOut out -> over("The device was logged out.", out.reason());
            case LinkView.Away _ ->
                    paragraph("The program that links phones cannot be reached; trying again.");
        };
    }

    private static String scan(String code) {
        return """
        <ol>
        <li>Open WhatsApp on your phone.</li>
        <li>Tap Settings (iPhone) or the three dots (Android), then Linked devices, then Link a device.</li>
        <li>Point the phone at this code. It changes every few seconds.</li>
        </ol>
        %s
        """
                .formatted(code);
    }

    /// Inside the page like the code that we draw ourselves: nothing to fetch, nothing kept.
    private static String image(LinkView.Picture picture) {
        return "<img class=\"qr\" alt=\"QR code to scan with WhatsApp\" src=\"data:image/png;base64,%s\">"
                .formatted(Base64.getEncoder().encodeToString(picture.png()));
    }

    private String passkey(LinkView.Passkey passkey) {
        return """
        <p>WhatsApp asks for the <strong>passkey</strong> of your account. For your safety a passkey works only on WhatsApp's own page, so this page cannot ask for it. There are two ways:</p>
        <ol>
        <li>With the browser extension that your firm gave you: open it, give it the request below, confirm with your passkey on web.whatsapp.com, and paste here what it gives back.</li>
        <li>Without it: ask %s. Somebody there can do the same step together with you.</li>
        </ol>
        <p>You have about ten minutes. If neither works, your phone cannot be linked for now; that is not your fault, and nothing is captured.</p>
        <label>WhatsApp's request <textarea readonly>%s</textarea></label>
        <form method="post" action="/enrol/%s/passkey" autocomplete="off">
        <label>The answer <textarea name="credential" required></textarea></label>
        <button type="submit">Hand in</button>
        </form>
        """
                .formatted(Html.text(settings.contact()), Html.text(passkey.challenge()), link);
    }

    private String confirm(LinkView.Confirm confirm) {
        String code =
                confirm.code() == null
                        ? ""
                        : "<p class=\"code\">%s</p>\n".formatted(Html.text(confirm.code()));
        return paragraph("Your phone shows a code. Go on only if it is the same as this one.")
                + code
                + button("confirm", "It is the same");
    }

    private String over(String what, String reason) {
        return bad(what) + paragraph("The reason given: " + reason) + button("start", "Try again");
    }

    private static String paragraph(String text) {
        return "<p>" + Html.text(text) + "</p>\n";
    }

    private static String bad(String text) {
        return "<p class=\"bad\">" + Html.text(text) + "</p>\n";
    }

    private String button(String step, String label) {
        return """
        <form method="post" action="/enrol/%s/%s"><button type="submit">%s</button></form>
        """
                .formatted(link, step, Html.text(label));
    }
}
