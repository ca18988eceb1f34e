/** Starts real JVMs and real parts, and reads what they say. */
@NullMarked
package dev.tachograph.it.harness;

import org.jspecify.annotations.NullMarked;
