/// JSON as webhooks bring it: cut by its brackets first, so that every update keeps its exact bytes
/// and what is broken costs nothing beside it; then looked into with tolerance. Shared by the
/// sources that are webhooks. See `docs/adr/0012-a-webhook-is-cut-before-it-is-parsed.md`.
@NullMarked
package dev.wharf.capture.json;

import org.jspecify.annotations.NullMarked;
