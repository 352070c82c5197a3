package dev.wharf.capture.cloudapi.graph;

import dev.wharf.core.key.Secret;

import java.net.URI;
import java.util.List;

/// How a site's webhooks are said to be set up at Meta.
///
/// @param app id of the app at Meta that has the webhooks
/// @param appSecret of that app, the one that signs
/// @param waba id of the WhatsApp Business account
/// @param token that may manage the account
/// @param numbers ids of its phone numbers that are captured
/// @param callback where this site receives its webhooks
public record CloudApiSetup(
        String app,
        Secret appSecret,
        String waba,
        Secret token,
        List<String> numbers,
        URI callback) {
    public CloudApiSetup {
        numbers = List.copyOf(numbers);
    }
}
