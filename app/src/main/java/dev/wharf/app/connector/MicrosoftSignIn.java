package dev.wharf.app.connector;

import dev.wharf.connector.definition.SecretReference;
import dev.wharf.destinations.microsoft365.graph.CertificateReader;
import dev.wharf.destinations.microsoft365.graph.Cloud;
import dev.wharf.destinations.microsoft365.graph.GraphCredential;
import dev.wharf.destinations.microsoft365.graph.SignInSettings;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How an application signs in to a tenant: shared by the destination and the directory.
final class MicrosoftSignIn {
    static final Set<String> KEYS =
            Set.of(
                    "cloud",
                    "tenant",
                    "client-id",
                    "client-secret",
                    "certificate",
                    "certificate-password",
                    "signature",
                    "login-address",
                    "graph-address",
                    "outlook-address",
                    "upload-hosts");

    private MicrosoftSignIn() {}

    static Kind.Opening<SignInSettings> read(KindSettings settings) {
        Cloud cloud = cloud(settings);
        String tenant = settings.demand("tenant");
        String client = settings.demand("client-id");
        Kind.Opening<GraphCredential> credential = credential(settings);
        return supplies ->
                KindSettings.made(
                        "tenant",
                        _ -> new SignInSettings(cloud, tenant, client, credential.open(supplies)));
    }

    private static Cloud cloud(KindSettings settings) {
        Cloud known =
                Cloud.byName(settings.text("cloud", "global"))
                        .orElseThrow(
                                () ->
                                        new WrongSetting(
                                                "cloud",
                                                "it is one of global, gcc, gcc-high, dod, china"));
        List<String> uploads = settings.list("upload-hosts");
        return KindSettings.made(
                "cloud",
                _ ->
                        known.at(
                                settings.uri("login-address").orElse(known.login()),
                                settings.uri("graph-address").orElse(known.graph()),
                                settings.uri("outlook-address").orElse(known.outlook()),
                                uploads.isEmpty() ? known.uploadHosts() : uploads));
    }

    private static Kind.Opening<GraphCredential> credential(KindSettings settings) {
        Optional<SecretReference> certificate = settings.secret("certificate");
        if (certificate.isPresent()) {
            GraphCredential.Algorithm algorithm =
                    settings.choice("signature", GraphCredential.Algorithm.PS256);
            Optional<SecretReference> password = settings.secret("certificate-password");
            return supplies -> read(certificate.get(), password, algorithm, supplies);
        }
        SecretReference secret =
                settings.secret("client-secret")
                        .orElseThrow(
                                () ->
                                        new WrongSetting(
                                                "certificate",
                                                "it or client-secret is needed: secret:NAME or file:PATH"));
        return supplies -> new GraphCredential.ClientSecret(supplies.secrets().apply(secret));
    }

    private static GraphCredential read(
            SecretReference certificate,
            Optional<SecretReference> password,
            GraphCredential.Algorithm algorithm,
            Kind.Supplies supplies) {
        return new CertificateReader(certificate.text(), algorithm)
                .read(
                        supplies.secrets().apply(certificate),
                        password.map(supplies.secrets()).orElse(null));
    }
}
