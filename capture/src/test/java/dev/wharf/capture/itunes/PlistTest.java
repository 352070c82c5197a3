package dev.wharf.capture.itunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.testkit.Samples;
import dev.wharf.testkit.ios.ItunesBackupBuilder;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class PlistTest {
    private static final String HEAD =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            """;

    /// One in binary, one in XML.
    private static final List<byte[]> LISTS = new ArrayList<>();

    @TempDir Path temp;

    @BeforeAll
    static void lists(@TempDir Path phone) throws IOException {
        ItunesBackupBuilder.encrypted("x").writeTo(phone);
        LISTS.clear();
        for (String name : List.of("Manifest.plist", "Info.plist")) {
            LISTS.add(Files.readAllBytes(phone.resolve(name)));
        }
    }

    private static Plist xml(String text) throws MalformedPlistException {
        return Plist.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void allTypesOfXmlAreRead() throws Exception {
        Plist list =
                xml(
                        HEAD
                                + """
                                <plist version="1.0"><dict>
                                  <key>text</key><string>Ann &amp; <![CDATA[<Bob>]]></string>
                                  <key>number</key><integer> -7 </integer>
                                  <key>hex</key><integer>0x1F</integer>
                                  <key>real</key><real>2.5</real>
                                  <key>yes</key><true/><key>no</key><false/>
                                  <key>data</key><data>
                                    AQID
                                  </data>
                                  <key>date</key><date>2021-12-03T19:33:13Z</date>
                                  <key>list</key><array><string>a</string><dict/></array>
                                </dict></plist>
                                """);

        assertThat(list.text("text")).isEqualTo("Ann & <Bob>");
        assertThat(list.integer("number")).isEqualTo(-7);
        assertThat(list.integer("hex")).isEqualTo(31);
        assertThat(list.value("real")).isEqualTo(2.5);
        assertThat(list.flag("yes")).isTrue();
        assertThat(list.flag("no")).isFalse();
        assertThat(list.data("data")).containsExactly(1, 2, 3);
        assertThat(list.time("date")).isEqualTo(Instant.parse("2021-12-03T19:33:13Z"));
        assertThat(list.list("list")).isEqualTo(List.of("a", Map.of()));
    }

    @Test
    void whatXmlWouldFetchIsNotFetched() throws Exception {
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        String entities =
                "<!DOCTYPE plist [<!ENTITY x SYSTEM '" + secret.toUri() + "'><!ENTITY y 'yyyy'>]>";

        for (String entity : List.of("&x;", "&y;")) {
            String list = "<plist><dict><key>a</key><string>" + entity + "</string></dict></plist>";
            assertThatThrownBy(() -> xml(entities + list))
                    .isInstanceOf(MalformedPlistException.class);
        }
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        String deep = "<array>".repeat(100_000) + "</array>".repeat(100_000);

        assertThatThrownBy(() -> xml(HEAD + "<plist>" + deep + "</plist>"))
                .isInstanceOf(MalformedPlistException.class);
    }

    @Test
    void whatIsNoPropertyListIsRefused() {
        for (String text :
                List.of(
                        "",
                        "x",
                        "bplist00",
                        "<plist/>",
                        "<plist><string>x</string></plist>",
                        "<!DOCTYPE plist \u0001><plist><dict/></plist>",
                        "<plist><dict><key>a</key><integer>x</integer></dict></plist>",
                        "<plist><dict><key>a</key><date>x</date></dict></plist>",
                        "<plist><dict><key>a</key></dict></plist>")) {
            assertThatThrownBy(() -> xml(text)).isInstanceOf(MalformedPlistException.class);
        }
        assertThatThrownBy(() -> Plist.parse(new byte[Plist.LARGEST + 1]))
                .hasMessage("it is larger than any such list is");
    }

    /// An array of references to itself, and one of 2^60 leaves that are all one.
    @Test
    void referencesInACircleAreRefusedAndSharedOnesMadeOnce() throws Exception {
        assertThatThrownBy(() -> Plist.parse(binary(new byte[][] {{(byte) 0xA1, 0}})))
                .hasMessage("a reference in it leads nowhere, or in a circle");

        byte[][] shared = new byte[62][];
        shared[0] = new byte[] {(byte) 0xD1, 61, 1};
        for (int i = 1; i < 60; i++) {
            shared[i] = new byte[] {(byte) 0xA2, (byte) (i + 1), (byte) (i + 1)};
        }
        shared[60] = new byte[] {0x09};
        shared[61] = new byte[] {0x51, 'a'};

        assertThat(Plist.parse(binary(shared)).list("a")).hasSize(2);
    }

    private static byte[] binary(byte[][] objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("bplist00".getBytes(StandardCharsets.US_ASCII));
        byte[] offsets = new byte[objects.length * 2];
        for (int i = 0; i < objects.length; i++) {
            offsets[2 * i] = (byte) (out.size() >> 8);
            offsets[2 * i + 1] = (byte) out.size();
            out.writeBytes(objects[i]);
        }
        int table = out.size();
        out.writeBytes(offsets);
        byte[] trailer = new byte[32];
        trailer[6] = 2;
        trailer[7] = 1;
        trailer[15] = (byte) objects.length;
        trailer[30] = (byte) (table >> 8);
        trailer[31] = (byte) table;
        out.writeBytes(trailer);
        return out.toByteArray();
    }

    @RepeatedTest(500)
    void anyBytesAreReadOrRefused(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = LISTS.get(random.nextInt(LISTS.size())).clone();
        for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }

        try {
            Plist.parse(bytes);
        } catch (MalformedPlistException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void everyEntryOfASampleIsRead() throws Exception {
        Path sample = Samples.require("phone/itunes").resolve("mvt-ios_backup/Manifest.db");
        Path copy = Files.copy(sample, temp.resolve("copy.db"));
        int files = 0;
        int keys = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT file FROM Files")) {
            while (rows.next()) {
                FileEntry entry = FileEntry.parse(rows.getBytes(1));
                byte[] key = entry.wrappedKey();
                files++;
                keys += key != null && key.length == 40 ? 1 : 0;
            }
        }

        assertThat(files).isEqualTo(3721);
        assertThat(keys).isEqualTo(1089);
    }
}
