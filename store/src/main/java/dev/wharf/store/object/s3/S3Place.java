package dev.wharf.store.object.s3;

import dev.wharf.core.key.Secret;
import dev.wharf.store.object.ObjectStore;
import dev.wharf.store.object.S3SignIn;
import dev.wharf.store.object.S3Staging;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Opens a bucket of an S3-compatible store as settings name it. Every request is tried four times
/// at most, a minute each. Files in the home of whoever runs this change nothing.
///
/// Checksums of Amazon's newer kind are left off, since stores of other makes fail at them or store
/// them as content; what lies in staging is sealed, and a changed byte does not open.
public final class S3Place {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration TRY = Duration.ofSeconds(60);
    private static final int TRIES = 4;

    private S3Place() {}

    /// Asks nothing yet.
    ///
    /// @param random marks puts; safe for many threads
    public static ObjectStore open(S3Staging settings, RandomGenerator random) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(settings.region()))
                        .credentialsProvider(credentials(settings.signIn()))
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(TRY))
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(settings.pathStyle())
                                        .chunkedEncodingEnabled(false)
                                        .build())
                        .overrideConfiguration(
                                bounds ->
                                        bounds.retryStrategy(
                                                        AwsRetryStrategy.standardRetryStrategy()
                                                                .toBuilder()
                                                                .maxAttempts(TRIES)
                                                                .build())
                                                .apiCallAttemptTimeout(TRY)
                                                .defaultProfileFile(
                                                        ProfileFile.aggregator().build()));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        String at =
                settings.endpoint() == null
                        ? "Amazon's " + settings.region()
                        : settings.endpoint().getAuthority();
        return new S3Objects(builder.build(), settings.bucket(), settings.prefix(), at, random);
    }

    private static AwsCredentialsProvider credentials(S3SignIn signIn) {
        return switch (signIn) {
            case S3SignIn.StaticKeys(String id, Secret key) ->
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(id, text(key)));
            case S3SignIn.Surroundings() ->
                    AwsCredentialsProviderChain.of(
                            EnvironmentVariableCredentialsProvider.create(),
                            ContainerCredentialsProvider.create(),
                            InstanceProfileCredentialsProvider.builder()
                                    .profileFile(ProfileFile.aggregator().build())
                                    .build());
        };
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
