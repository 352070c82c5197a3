package dev.wharf.capture.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharf.core.key.Secret;
import dev.wharf.testkit.SignedWebhooks;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

class WebhookSignatureTest {
    private static final byte[] KEY = "test_app_secret".getBytes(StandardCharsets.UTF_8);
    private static final Secret SECRET = Secret.copyOf(KEY);
    private static final byte[] BODY =
            "{\"object\":\"whatsapp_business_account\",\"entry\":[]}"
                    .getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"object\":\"whatsapp_business_account\",\"entry\":[]}|dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
                "{\"object\": \"whatsapp_business_account\", \"entry\": []}|56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a"
            })
    void theVeryBytesAreSigned(String body, String hex) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(WebhookSignature.META.matches(bytes, "sha256=" + hex, SECRET)).isTrue();
        assertThat(WebhookSignature.META.matches(bytes, hex, SECRET)).isFalse();
        assertThat(SignedWebhooks.sign(bytes, KEY)).isEqualTo("sha256=" + hex);
    }

    @Test
    void dialog360sDigestMayBeHexOrBase64() {
        String hex = SignedWebhooks.sign(BODY, KEY).substring(7);
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));

        assertThat(WebhookSignature.DIALOG_360.matches(BODY, hex, SECRET)).isTrue();
        assertThat(WebhookSignature.DIALOG_360.matches(BODY, base64, SECRET)).isTrue();
    }

    @Test
    void yCloudSignsTheTimeToo() {
        byte[] signed =
                ("1654084800." + new String(BODY, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
        String hex = SignedWebhooks.sign(signed, KEY).substring(7);

        assertThat(WebhookSignature.YCLOUD.matches(BODY, "t=1654084800,s=" + hex, SECRET)).isTrue();
        assertThat(WebhookSignature.YCLOUD.matches(BODY, "t=1654084801,s=" + hex, SECRET))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anotherKeyDoesNotMatch(WebhookSignature signature) {
        String given = SignedWebhooks.sign(BODY, new byte[] {1});

        assertThat(signature.matches(BODY, given, SECRET)).isFalse();
        assertThat(signature.matches(BODY, given.substring(7), SECRET)).isFalse();
        assertThat(signature.matches(BODY, "t=1,s=" + given.substring(7), SECRET)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha1=00", "t=,s=", "\0"})
    void whatIsNoSignatureDoesNotMatch(String given) {
        for (WebhookSignature signature : WebhookSignature.values()) {
            assertThat(signature.matches(BODY, given, SECRET)).isFalse();
        }
    }
}
