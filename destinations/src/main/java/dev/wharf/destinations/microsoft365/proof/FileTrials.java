package dev.wharf.destinations.microsoft365.proof;

import dev.wharf.destinations.microsoft365.Microsoft365Settings;
import dev.wharf.destinations.microsoft365.graph.Cloud;
import dev.wharf.destinations.microsoft365.graph.GraphText;
import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.item.MailFile;
import dev.wharf.destinations.microsoft365.item.TestMail;
import dev.wharf.destinations.microsoft365.mailbox.Refused;
import dev.wharf.destinations.microsoft365.mailbox.TestFiles;
import dev.wharf.destinations.microsoft365.mailbox.TestItem;
import dev.wharf.destinations.microsoft365.proof.TenantProof.Answer;

import java.net.URI;

/// What becomes of files.
final class FileTrials {
    private final TenantProof.Trial trial;
    private final Microsoft365Settings settings;
    private final UploadClient uploads;
    private final Cloud cloud;

    FileTrials(
            TenantProof.Trial trial,
            Microsoft365Settings settings,
            UploadClient uploads,
            Cloud cloud) {
        this.trial = trial;
        this.settings = settings;
        this.uploads = uploads;
        this.cloud = cloud;
    }

    private TestItem item(String token) throws Refused {
        return TestItem.create(trial.caller(), trial.folder(), settings.item(), token);
    }

    private TestFiles files(TestItem item) {
        return new TestFiles(trial.caller(), uploads, settings.files(), item.id());
    }

    /// One that goes whole and one that goes piece by piece.
    Answer afterwards() throws Refused {
        MailFile small = TestMail.file("small.bin", 10_000);
        MailFile large = TestMail.file("large.bin", 3_300_000);
        try (TestItem item = item("d")) {
            files(item).bring(small, large);
            return Answer.when(
                    true, "a file of 10000 bytes and one of 3300000 were added, and counted", "");
        }
    }

    Answer uploadHost() throws Refused {
        try (TestItem item = item("i")) {
            URI address = files(item).uploadAddress(TestMail.file("large.bin", 3_300_000));
            return Answer.when(
                    cloud.takesUploads(address),
                    "host " + GraphText.word(String.valueOf(address.getHost())),
                    "add the host to the setting upload-hosts, and let it through the firewall");
        }
    }

    Answer overhead() throws Refused {
        MailFile small = TestMail.file("small.bin", 10_000);
        try (TestItem item = item("k")) {
            TestFiles files = files(item);
            files.bring(small);
            long counted = files.counted();
            return Answer.when(
                    settings.files().fits(small.size(), counted),
                    "10000 bytes are counted as " + counted,
                    "files are taken for incomplete and sent again; report it");
        }
    }
}
