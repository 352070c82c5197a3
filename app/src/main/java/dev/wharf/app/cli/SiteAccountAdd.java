package dev.wharf.app.cli;

import dev.wharf.app.site.OpenSite;
import dev.wharf.core.directory.User;
import dev.wharf.site.account.MethodForm;
import dev.wharf.site.account.NewAccount;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@Command(
        name = "add",
        description = {
            "Enrol somebody.",
            "",
            "A linked account waits for consent; the others are captured from now on."
        })
final class SiteAccountAdd extends SiteVerb {

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who it is.")
    String name = "";

    @Option(
            names = "--email",
            required = true,
            paramLabel = "ADDRESS",
            description = "Their mailbox: what is captured belongs there.")
    String email = "";

    @Option(
            names = "--phone",
            paramLabel = "NUMBER",
            description = "Their number, with country code; not needed for export and upload.")
    @Nullable String phone;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First UTC day on which the number is theirs.")
    @Nullable String from;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "Tells a second account of the same person apart.")
    String label = "";

    @Option(
            names = "--method",
            required = true,
            paramLabel = "METHOD",
            description = "cloud-api, coexistence, linked, export or upload.")
    String method = "";

    @Option(
            names = "--phone-number-id",
            paramLabel = "ID",
            description = "cloud-api, coexistence: Meta's id of the number.")
    @Nullable String phoneNumberId;

    @Option(
            names = "--waba-id",
            paramLabel = "ID",
            description = "cloud-api, coexistence: id of the WhatsApp Business account.")
    @Nullable String wabaId;

    @Option(
            names = "--hook",
            paramLabel = "NAME",
            description = "cloud-api, coexistence: the HOOK of /webhook/cloud/HOOK.")
    @Nullable String hook;

    @Option(
            names = "--partner",
            paramLabel = "NAME",
            description = "coexistence: by way of which partner.")
    @Nullable String partner;

    @Option(names = "--gateway", paramLabel = "NAME", description = "linked: waha or gowa.")
    @Nullable String gateway;

    SiteAccountAdd(Session session) {
        super(session);
    }

    @Override
    ExitCode run(OpenSite site) {
        List<User.Line> lines =
                phone == null
                        ? List.of()
                        : List.of(new User.Line(SiteInput.phone(phone), SiteInput.day(from), null));
        NewAccount fresh = new NewAccount(name, SiteInput.email(email), label, form(), lines);
        new SiteAccountView(site.accounts().enrol(fresh, actor())).show(console(), "enrolled");
        return ExitCode.OK;
    }

    private MethodForm form() {
        Map<String, String> fields = new TreeMap<>();
        put(fields, "phone_number_id", phoneNumberId);
        put(fields, "waba_id", wabaId);
        put(fields, "hook", hook);
        put(fields, "partner", partner);
        put(fields, "gateway", gateway);
        return new MethodForm(method, fields);
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
