package dev.wharf.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What TeleMessage left in folders of mailboxes, read by IMAP from a real server and counted.
class ImportFolderTest {
    private static final String ANA = "ana@firm.example";
    private static final String BEN = "ben@firm.example";
    private static final String OLD = "Inbox Archive/WhatsApp Archiver";
    private static final String SUBJECT = "WhatsApp Message From 16174354634 to 12124325249";
    private static final String TEXT = "text/plain; charset=UTF-8";

    /// More than is held in memory, so that it is streamed.
    private static final int LARGE = 9 << 20;

    @TempDir private Path folder;
    private Wharf wharf;
    private Destinations destinations;

    @BeforeEach
    void connected() throws IOException {
        destinations = new Destinations(ANA, BEN);
        wharf = new Wharf(folder);
        wharf.write(
                "users.csv",
                "name,phone,email\nAna Ruiz,+16174354634,ana@firm.example\nBen Lee,,ben@firm.example\n");
        wharf.write("first.eml", mail(99, SUBJECT, TEXT, "before everything"));
        wharf.run("import", "first.eml", "--users", "users.csv").succeeded();
        wharf.write("mail.yaml", destinations.imapFile("mail", "manual", folder));
        wharf.run("connector", "create", "mail.yaml", "--accept-terms").succeeded();
    }

    @AfterEach
    void end() {
        destinations.close();
    }

    private static String mail(int id, String subject, String type, String body) {
        return """
               Message-ID: <%d.1700000000@telemessage.com>
               Date: Tue, 14 Nov 2023 22:%02d:00 +0000
               From: Ana Ruiz 16174354634 <ana@firm.example>
               To: Bob Lee 12124325249 <12124325249@archive.telemessage.com>
               Subject: %s
               MIME-Version: 1.0
               Content-Type: %s

               %s
               """
                .formatted(id, id % 60, subject, type, body)
                .replace("\n", "\r\n");
    }

    private static String withFile(int id, String base64) {
        return mail(
                id,
                SUBJECT,
                "multipart/mixed; boundary=b",
                "--b\nContent-Type: text/plain\n\nthe new crane\n"
                        + "--b\nContent-Type: image/jpeg; name=crane.jpg\nContent-Transfer-Encoding: base64\n\n"
                        + base64
                        + "\n--b--\n");
    }

    private static String large(int id) {
        return withFile(id, ("A".repeat(76) + "\n").repeat(LARGE / 77));
    }

    /// 30 mails, of all forms.
    private static List<String> mails() {
        List<String> mails = new ArrayList<>();
        for (int id = 1; id <= 26; id++) {
            mails.add(mail(id, SUBJECT, TEXT, "Message number " + id));
        }
        mails.add(withFile(27, "/9j/AQID"));
        mails.add(large(28));
        mails.add(
                mail(
                        29,
                        "DELETED - UNREAD - WhatsApp Message From 16174354634 to 12124325249",
                        TEXT,
                        "forget the invoice"));
        mails.add(
                mail(30, "WhatsApp Message from 16174354634 to Sales Group", TEXT, "numbers are up")
                        .replace("To: ", "To: Ben Lee <ben@firm.example>, "));
        return mails;
    }

    private Wharf.Result imported(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "connector",
                                "import-folder",
                                "mail",
                                "--users",
                                "users.csv",
                                "--json"));
        arguments.addAll(List.of(more));
        return wharf.run(arguments.toArray(String[]::new));
    }

    private long total() {
        return wharf.json("search", "*", "--exact").path("total").longValue();
    }

    @Test
    void everyMailOfAFolderIsArchivedAndItsCountsAgree() {
        destinations.append(ANA, OLD, mails());

        JsonNode run = imported("--mailbox", ANA, "--folder", OLD).succeeded().json();

        JsonNode counts = run.path("reconciliation");
        assertThat(counts.path("agrees").booleanValue()).isTrue();
        assertThat(counts.path("announced").longValue()).isEqualTo(30);
        assertThat(counts.path("found").longValue()).isEqualTo(30);
        assertThat(counts.path("added").longValue()).isEqualTo(30);
        assertThat(run.path("folders").path(0).path("held").longValue()).isEqualTo(30);
        assertThat(run.path("folders").path(0).path("nextUid").longValue()).isEqualTo(31);
        assertThat(total()).isEqualTo(31);
        assertThat(wharf.run("verify").exit()).isZero();
    }

    @Test
    void theSameFolderAgainAddsNothing() {
        destinations.append(ANA, OLD, mails());
        imported("--mailbox", ANA, "--folder", OLD).succeeded();

        JsonNode again = imported("--mailbox", ANA, "--folder", OLD).succeeded().json();

        JsonNode counts = again.path("reconciliation");
        assertThat(counts.path("agrees").booleanValue()).isTrue();
        assertThat(counts.path("added").longValue()).isZero();
        assertThat(counts.path("known").longValue()).isEqualTo(30);
        assertThat(total()).isEqualTo(31);
    }

    @Test
    void readingGoesOnFromAUid() {
        destinations.append(ANA, OLD, mails().subList(0, 10));
        imported("--mailbox", ANA, "--folder", OLD).succeeded();
        destinations.append(ANA, OLD, mails().subList(10, 20));

        JsonNode rest =
                imported("--mailbox", ANA, "--folder", OLD, "--from-uid", "11").succeeded().json();
        JsonNode none =
                imported("--mailbox", ANA, "--folder", OLD, "--from-uid", "21").succeeded().json();

        assertThat(rest.path("reconciliation").path("found").longValue()).isEqualTo(10);
        assertThat(rest.path("reconciliation").path("added").longValue()).isEqualTo(10);
        assertThat(none.path("folders").path(0).path("held").longValue()).isZero();
        assertThat(total()).isEqualTo(21);
    }

    @Test
    void oneMailInTwoMailboxesIsOneItemInBoth() {
        destinations.append(ANA, OLD, mails().subList(0, 3));
        destinations.append(BEN, OLD, mails().subList(0, 3));

        JsonNode run =
                imported("--mailbox", ANA, "--mailbox", BEN, "--folder", OLD).succeeded().json();

        assertThat(run.path("reconciliation").path("announced").longValue()).isEqualTo(6);
        assertThat(run.path("reconciliation").path("added").longValue()).isEqualTo(3);
        assertThat(run.path("reconciliation").path("agrees").booleanValue()).isTrue();
        assertThat(wharf.json("search", "number", "--mailbox", BEN).path("hits")).hasSize(3);
    }

    @Test
    void copiesThatWharfItselfBroughtThereStayWhereTheyAre() {
        wharf.run("connector", "run", "mail", "--users", "users.csv");
        assertThat(destinations.inDovecot(ANA)).hasSize(1);
        destinations.append(ANA, Destinations.FOLDER, mails().subList(0, 3));

        JsonNode run = imported("--mailbox", ANA).succeeded().json();

        assertThat(run.path("reconciliation").path("own").longValue()).isEqualTo(1);
        assertThat(run.path("reconciliation").path("added").longValue()).isEqualTo(3);
        assertThat(total()).isEqualTo(4);
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        Wharf.Result refused = imported("--mailbox", ANA, "--folder", "Nowhere");

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).contains("Nowhere").contains(ANA);
    }
}
