/// The ledger: the hash-chained record of every act, in the order in which acts happened.
@NullMarked
package dev.wharf.core.ledger;

import org.jspecify.annotations.NullMarked;
