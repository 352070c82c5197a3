package dev.wharf.store.object.azure;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;

import dev.wharf.core.error.ErrorCode;
import dev.wharf.core.error.WharfException;
import dev.wharf.core.key.Secret;
import dev.wharf.store.object.AzureSignIn;
import dev.wharf.store.object.AzureStaging;
import dev.wharf.store.object.ObjectStore;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Opens a container of Azure Blob Storage as settings name it. Every request is tried four times
/// at most, a minute each.
public final class AzurePlace {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration TRY = Duration.ofSeconds(60);
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration MOST_DELAY = Duration.ofSeconds(8);
    private static final int TRIES = 4;

    private AzurePlace() {}

    /// Asks nothing yet.
    ///
    /// @param random marks puts; safe for many threads
    public static ObjectStore open(AzureStaging settings, Clock clock, RandomGenerator random) {
        BlobContainerClientBuilder builder =
                new BlobContainerClientBuilder()
                        .configuration(Configuration.NONE)
                        .endpoint(settings.address().toString())
                        .containerName(settings.container())
                        .httpClient(new LengthFreeClient(http()))
                        .retryOptions(
                                new RequestRetryOptions(
                                        RetryPolicyType.EXPONENTIAL,
                                        TRIES,
                                        TRY,
                                        FIRST_DELAY,
                                        MOST_DELAY,
                                        null));
        signIn(builder, settings, clock);
        return new AzureObjects(
                builder.buildClient(), settings.prefix(), settings.account(), random);
    }

    private static com.azure.core.http.HttpClient http() {
        HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        ProxySelector proxies = ProxySelector.getDefault();
        if (proxies != null) {
            http.proxy(proxies);
        }
        return new JdkHttpClientBuilder(http)
                .configuration(Configuration.NONE)
                .connectionTimeout(CONNECT)
                .responseTimeout(TRY)
                .readTimeout(TRY)
                .writeTimeout(TRY)
                .build();
    }

    private static void signIn(
            BlobContainerClientBuilder builder, AzureStaging settings, Clock clock) {
        switch (settings.signIn()) {
            case AzureSignIn.AccountKey(Secret key) ->
                    builder.credential(
                            new StorageSharedKeyCredential(settings.account(), accountKey(key)));
            case AzureSignIn.SasToken(Secret token) ->
                    builder.credential(
                            new AzureSasCredential(text(token).replaceFirst("^\\?", "")));
            case AzureSignIn.ManagedIdentity(var clientId) ->
                    token(
                            builder,
                            settings,
                            new ManagedIdentityCredential(
                                    TokenEndpoint.INSTANCE_METADATA,
                                    settings.cloud().storageResource(),
                                    clientId,
                                    clock));
            case AzureSignIn.WorkloadIdentity identity ->
                    token(
                            builder,
                            settings,
                            new WorkloadIdentityCredential(
                                    TokenEndpoint.login(settings.cloud()),
                                    settings.cloud().storageResource(),
                                    identity,
                                    clock));
        }
    }

    private static void token(
            BlobContainerClientBuilder builder, AzureStaging settings, TokenCredential credential) {
        if (!"https".equals(settings.address().getScheme())) {
            throw invalid("endpoint: a token is sent over https only");
        }
        builder.credential(credential);
    }

    private static String accountKey(Secret key) {
        String text = text(key);
        if (!text.matches("[A-Za-z0-9+/]+={0,2}")) {
            throw invalid("account key: it is not Base64, as the portal shows it");
        }
        return text;
    }

    private static WharfException invalid(String why) {
        return new WharfException(ErrorCode.CONFIG_INVALID, "staging " + why);
    }

    /// The SDK wants it as text, which cannot be wiped.
    private static String text(Secret secret) {
        byte[] bytes = secret.bytes();
        try {
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
