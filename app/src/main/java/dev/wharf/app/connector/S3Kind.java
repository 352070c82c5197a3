package dev.wharf.app.connector;

import dev.wharf.connector.definition.SecretReference;
import dev.wharf.store.object.S3SignIn;
import dev.wharf.store.object.S3Staging;
import dev.wharf.store.object.StagingSettings;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// `s3`: docs/staging.md says what each setting means.
final class S3Kind implements Kind<StagingSettings> {
    private static final Set<String> KEYS =
            Set.of("bucket", "prefix", "region", "endpoint", "path-style", "key-id", "secret-key");

    @Override
    public Set<String> keys() {
        return KEYS;
    }

    @Override
    public Opening<StagingSettings> read(KindSettings settings) {
        String bucket = settings.demand("bucket");
        String prefix = settings.text("prefix", "");
        String region = settings.text("region", "us-east-1");
        Optional<URI> endpoint = settings.uri("endpoint");
        boolean pathStyle = settings.isOn("path-style", endpoint.isPresent());
        Optional<String> keyId = settings.text("key-id");
        Optional<SecretReference> key = keyId.map(_ -> settings.demandSecret("secret-key"));
        return supplies ->
                new S3Staging(
                        bucket,
                        prefix,
                        region,
                        endpoint.orElse(null),
                        pathStyle,
                        key.<S3SignIn>map(
                                        one ->
                                                new S3SignIn.StaticKeys(
                                                        keyId.orElse(""),
                                                        supplies.secrets().apply(one)))
                                .orElseGet(S3SignIn.Surroundings::new));
    }
}
