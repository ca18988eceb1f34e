/** A table in the terminal of what a worker does, made from its metrics endpoint alone. */
@NullMarked
package dev.tachograph.examples.live;

import org.jspecify.annotations.NullMarked;
