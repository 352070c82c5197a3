/// Gateways of linked devices that are fake, and the contract that their clients pass.
@NullMarked
package dev.wharf.testkit.linked;

import org.jspecify.annotations.NullMarked;
