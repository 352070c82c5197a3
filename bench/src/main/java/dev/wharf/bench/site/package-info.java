/// How many webhooks a site takes, durable before each answer.
@NullMarked
package dev.wharf.bench.site;

import org.jspecify.annotations.NullMarked;
