package dev.wharf.store.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.key.Secret;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;

class StagingSettingsTest {
    private static final Secret SECRET = Secret.copyOf("hunter2".getBytes(StandardCharsets.UTF_8));

    private static AzureStaging azure(
            String account, String container, AzureCloud cloud, @Nullable String endpoint) {
        return new AzureStaging(
                account,
                container,
                "wharf/",
                cloud,
                endpoint == null ? null : URI.create(endpoint),
                new AzureSignIn.SasToken(SECRET));
    }

    private static S3Staging s3(String bucket, String prefix, String region) {
        return new S3Staging(
                bucket, prefix, region, null, false, new S3SignIn.StaticKeys("id", SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL,https://wharf.blob.core.windows.net",
        "US_GOVERNMENT,https://wharf.blob.core.usgovcloudapi.net",
        "CHINA,https://wharf.blob.core.chinacloudapi.cn"
    })
    void everyCloudHasItsOwnAddress(AzureCloud cloud, String address) {
        assertThat(azure("wharf", "staging", cloud, null).address()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Wharf", "wharf-1", "wharf.blob.core.windows.net"})
    void anAccountIsAName(String account) {
        ObjectStoreContract.fails(
                ErrorCode.CONFIG_INVALID, () -> azure(account, "staging", AzureCloud.GLOBAL, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Staging", "a--b", "-ab", "a/b"})
    void aContainerIsNamedAsAzureWantsIt(String container) {
        ObjectStoreContract.fails(
                ErrorCode.CONFIG_INVALID, () -> azure("wharf", container, AzureCloud.GLOBAL, null));
    }

    @Test
    void aTokenIsNotSentInTheClear() {
        ObjectStoreContract.fails(
                ErrorCode.CONFIG_INVALID,
                () -> azure("wharf", "staging", AzureCloud.GLOBAL, "http://blobs.firm.example"));
        assertThat(
                        azure("wharf", "staging", AzureCloud.GLOBAL, "http://127.0.0.1:1/wharf")
                                .address())
                .hasPort(1);
    }

    @ParameterizedTest
    @CsvSource({
        "St,'',eu-central-1",
        "staging,'Wharf/',eu-central-1",
        "staging,'wharf',eu-central-1",
        "staging,'/wharf/',eu-central-1",
        "staging,'../',eu-central-1",
        "staging,'',''"
    })
    void aBucketItsPrefixAndItsRegionAreChecked(String bucket, String prefix, String region) {
        assertThatThrownBy(() -> s3(bucket, prefix, region)).hasMessageStartingWith("staging ");
    }

    @Test
    void settingsPrintNoSecret() {
        assertThat(azure("wharf", "staging", AzureCloud.GLOBAL, null).toString())
                .doesNotContain("hunter2");
        assertThat(s3("staging", "", "eu-central-1").toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a//b", "/a", "a/", "../a", ".a", "a/b/c/d/e", "ä", "a b"})
    void aNameOfAnObjectIsTheSameEverywhere(String name) {
        assertThat(ObjectName.isName(name)).isFalse();
        assertThatThrownBy(() -> new ObjectName(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
