package dev.wharf.capture.itunes;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Whose backup it is, for reports and custody records: what names the phone to a person, and its
/// serial number, which is printed on the phone and tells two of the same name apart. Other numbers
/// that the backup holds (IMEI, ICCID, UDID) are not taken. Whatever the backup does not say is
/// null.
///
/// @param name as its owner called it
/// @param model Apple's code: `iPhone9,3`
/// @param system of iOS: `14.3`
/// @param phoneNumber of its SIM, as Finder wrote it; WhatsApp's own may be another
/// @param lastBackup when it was made, by the clock of the computer
/// @param versions of WhatsApp and WhatsApp Business, by bundle identifier
/// @param installed whether WhatsApp or WhatsApp Business was on the phone; null when unknown
public record DeviceInfo(
        @Nullable String name,
        @Nullable String model,
        @Nullable String system,
        @Nullable String serialNumber,
        @Nullable String phoneNumber,
        @Nullable Instant lastBackup,
        Map<String, String> versions,
        @Nullable Boolean installed) {
    private static final String BUNDLE = "net.whatsapp.WhatsApp";

    public DeviceInfo {
        versions = Map.copyOf(versions);
    }

    static DeviceInfo of(Plist info, Plist manifest) {
        Plist lockdown = manifest.dictionary("Lockdown");
        Plist applications = manifest.dictionary("Applications");
        Map<String, String> versions = new TreeMap<>();
        for (String bundle : new String[] {BUNDLE, BUNDLE + "SMB"}) {
            String version = applications.dictionary(bundle).text("CFBundleVersion");
            if (version != null) {
                versions.put(bundle, version);
            }
        }
        Instant made = info.time("Last Backup Date");
        return new DeviceInfo(
                either(info.text("Device Name"), lockdown.text("DeviceName")),
                either(info.text("Product Type"), lockdown.text("ProductType")),
                either(info.text("Product Version"), lockdown.text("ProductVersion")),
                either(info.text("Serial Number"), lockdown.text("SerialNumber")),
                info.text("Phone Number"),
                made == null ? manifest.time("Date") : made,
                versions,
                installed(info, applications));
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static @Nullable Boolean installed(Plist info, Plist applications) {
        if (info.list("Installed Applications").isEmpty() && applications.values().isEmpty()) {
            return null;
        }
        return info.list("Installed Applications").stream().anyMatch(DeviceInfo::isWhatsApp)
                || applications.values().keySet().stream().anyMatch(DeviceInfo::isWhatsApp);
    }

    private static boolean isWhatsApp(Object bundle) {
        return bundle instanceof String name
                && (name.equals(BUNDLE) || name.equals(BUNDLE + "SMB"));
    }
}
