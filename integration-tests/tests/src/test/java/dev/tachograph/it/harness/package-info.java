/** Starts real JVMs and real parts, and reads their output. */
@NullMarked
package dev.tachograph.it.harness;

import org.jspecify.annotations.NullMarked;
