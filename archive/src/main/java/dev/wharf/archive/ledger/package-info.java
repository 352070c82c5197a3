/// The ledger in files: sealed entries, a Merkle tree over them, signed heads.
@NullMarked
package dev.wharf.archive.ledger;

import org.jspecify.annotations.NullMarked;
