/// Conversations.
@NullMarked
package dev.wharf.core.chat;

import org.jspecify.annotations.NullMarked;
