package dev.wharf.testkit.ios;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSArray;
import com.dd.plist.NSDate;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import com.dd.plist.UID;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/// The property lists of a backup, as Finder and the phone write them.
final class BackupPlists {
    private static final Instant MADE = Instant.parse("2021-12-03T19:33:13Z");

    private BackupPlists() {}

    /// In XML, as Finder writes it.
    static byte[] info(String deviceName, String system, boolean installed) {
        NSDictionary info = new NSDictionary();
        info.put("Build Version", "18C66");
        info.put("Device Name", deviceName);
        info.put("Display Name", deviceName);
        info.put("IMEI", "490154203237518");
        NSArray apps = new NSArray(installed ? 2 : 1);
        apps.setValue(0, new NSString("org.example.chess"));
        if (installed) {
            apps.setValue(1, new NSString("net.whatsapp.WhatsApp"));
        }
        info.put("Installed Applications", apps);
        info.put("Last Backup Date", new NSDate(Date.from(MADE)));
        info.put("Phone Number", "+1 (555) 010-0199");
        info.put("Product Type", "iPhone9,3");
        info.put("Product Version", system);
        info.put("Serial Number", "F17TESTSERIAL");
        return info.toXMLPropertyList().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] status(String snapshotState) throws IOException {
        NSDictionary status = new NSDictionary();
        status.put("BackupState", "new");
        status.put("Date", new NSDate(Date.from(MADE)));
        status.put("IsFullBackup", false);
        status.put("SnapshotState", snapshotState);
        status.put("Version", "3.3");
        return binary(status);
    }

    /// @param bag null when it is not encrypted
    /// @param manifestKey null when the list itself is not
    static byte[] manifest(byte @Nullable [] bag, byte @Nullable [] manifestKey)
            throws IOException {
        NSDictionary manifest = new NSDictionary();
        manifest.put("Version", "10.0");
        manifest.put("Date", new NSDate(Date.from(MADE)));
        manifest.put("IsEncrypted", bag != null);
        NSDictionary app = new NSDictionary();
        app.put("CFBundleIdentifier", "net.whatsapp.WhatsApp");
        app.put("CFBundleVersion", "2.21.230.77");
        NSDictionary apps = new NSDictionary();
        apps.put("net.whatsapp.WhatsApp", app);
        manifest.put("Applications", apps);
        if (bag != null) {
            manifest.put("BackupKeyBag", bag);
        }
        if (manifestKey != null) {
            manifest.put("ManifestKey", manifestKey);
        }
        return binary(manifest);
    }

    /// What the list says of a file: an `MBFile` of an NSKeyedArchiver.
    static byte[] file(String path, long size, int protectionClass, byte @Nullable [] encryptionKey)
            throws IOException {
        NSDictionary file = new NSDictionary();
        file.put("LastModified", MADE.getEpochSecond());
        file.put("Flags", 0);
        file.put("GroupID", 501);
        file.put("RelativePath", uid(2));
        file.put("Size", new NSNumber(size));
        file.put("Mode", 0x81A4);
        file.put("ProtectionClass", protectionClass);
        NSDictionary fileClass = kind("MBFile", "NSObject");
        if (encryptionKey == null) {
            file.put("$class", uid(3));
            return archive(file, new NSString(path), fileClass);
        }
        file.put("EncryptionKey", uid(3));
        file.put("$class", uid(5));
        NSDictionary key = new NSDictionary();
        key.put("NS.data", encryptionKey);
        key.put("$class", uid(4));
        NSDictionary keyClass = kind("NSMutableData", "NSData", "NSObject");
        return archive(file, new NSString(path), key, keyClass, fileClass);
    }

    private static byte[] archive(NSDictionary file, NSObject... others) throws IOException {
        NSArray objects = new NSArray(2 + others.length);
        objects.setValue(0, new NSString("$null"));
        objects.setValue(1, file);
        for (int i = 0; i < others.length; i++) {
            objects.setValue(2 + i, others[i]);
        }
        NSDictionary top = new NSDictionary();
        top.put("root", uid(1));
        NSDictionary archive = new NSDictionary();
        archive.put("$version", 100_000);
        archive.put("$archiver", "NSKeyedArchiver");
        archive.put("$top", top);
        archive.put("$objects", objects);
        return binary(archive);
    }

    private static NSDictionary kind(String... classes) {
        NSArray all = new NSArray(classes.length);
        for (int i = 0; i < classes.length; i++) {
            all.setValue(i, new NSString(classes[i]));
        }
        NSDictionary kind = new NSDictionary();
        kind.put("$classname", classes[0]);
        kind.put("$classes", all);
        return kind;
    }

    private static UID uid(int index) {
        return new UID(null, new byte[] {(byte) index});
    }

    private static byte[] binary(NSDictionary list) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryPropertyListWriter.write(list, out);
        return out.toByteArray();
    }
}
