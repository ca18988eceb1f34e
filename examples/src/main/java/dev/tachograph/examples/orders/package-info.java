/**
 * A shop's order pipeline, as an example of a worker: it knows nothing of the agent that measures
 * it, and uses no library.
 */
@NullMarked
package dev.tachograph.examples.orders;

import org.jspecify.annotations.NullMarked;
