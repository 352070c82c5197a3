package dev.wharf.destinations.microsoft365.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.destinations.microsoft365.FakeTenant;
import dev.wharf.destinations.microsoft365.graph.GraphClient;
import dev.wharf.destinations.microsoft365.graph.UploadClient;
import dev.wharf.destinations.microsoft365.proof.ProofPoint.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;

class TenantProofTest {
    private final FakeTenant tenant = new FakeTenant();
    private final HttpClient http = GraphClient.newHttp();

    @AfterEach
    void close() {
        http.close();
        tenant.close();
    }

    private ProofReport prove() {
        UploadClient uploads = new UploadClient(tenant.cloud(), http, tenant.clock);
        return new TenantProof(
                        tenant.settings, tenant.newClient(), uploads, tenant.clock, tenant.pause)
                .prove(FakeTenant.ALICE);
    }

    private static ProofPoint point(ProofReport report, String letter) {
        return report.points().stream()
                .filter(point -> point.letter().equals(letter))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyOpenPointIsAnsweredOrSaysHowToLook() {
        ProofReport report = prove();

        assertThat(report.points())
                .extracting(ProofPoint::letter)
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
        assertThat(report.isAsExpected()).as(ProofWriter.markdown(report)).isTrue();
        assertThat(point(report, "b").verdict()).isEqualTo(Verdict.BY_HAND);
        assertThat(point(report, "g").seen()).startsWith("of 8 at once");
    }

    @Test
    void nothingOfItStays() {
        ProofReport report = prove();

        assertThat(report.left()).isEmpty();
        assertThat(tenant.exchange.folders(FakeTenant.ALICE.value())).isEmpty();
    }

    @Test
    void aTenantThatDropsTheClassIsToldApart() {
        tenant.exchange.keepsClass(false);

        ProofReport report = prove();

        assertThat(point(report, "a").verdict()).isEqualTo(Verdict.OTHERWISE);
        assertThat(point(report, "a").then()).contains("message-class");
    }

    @Test
    void aTenantThatAddsFilesOnlyToDraftsIsToldApart() {
        tenant.exchange.addsFilesToAnything(false);

        assertThat(point(prove(), "d").verdict()).isEqualTo(Verdict.OTHERWISE);
    }

    @Test
    void aMailboxThatCannotBeReachedIsSaid() {
        tenant.exchange.takeOutOfScope(FakeTenant.ALICE.value());

        ProofReport report = prove();

        assertThat(report.points())
                .singleElement()
                .extracting(ProofPoint::verdict)
                .isEqualTo(Verdict.OTHERWISE);
    }

    @Test
    void theReportIsWrittenForPeopleAndPrograms() {
        ProofReport report = prove();

        assertThat(ProofWriter.markdown(report))
                .contains("alice@firm.example", "2026-11-28", "| a |", "was removed");
        assertThat(ProofWriter.json(report)).contains("\"letter\":\"a\"", "\"asExpected\":true");
    }
}
