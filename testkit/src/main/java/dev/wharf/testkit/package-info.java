/// What tests of every room share: fakes that pass their port's contract, samples, random input.
@NullMarked
package dev.wharf.testkit;

import org.jspecify.annotations.NullMarked;
