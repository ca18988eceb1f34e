/** guava-retrying. */
@NullMarked
package dev.tachograph.agent.instrument.guavaretrying;

import org.jspecify.annotations.NullMarked;
