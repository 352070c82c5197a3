/// Webhooks of the WhatsApp Business Platform (Cloud API). See `docs/capture-cloudapi.md`.
@NullMarked
package dev.wharf.capture.cloudapi;

import org.jspecify.annotations.NullMarked;
