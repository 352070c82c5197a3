/// The sample chats of `wharf demo`.
@NullMarked
package dev.wharf.app.demo;

import org.jspecify.annotations.NullMarked;
