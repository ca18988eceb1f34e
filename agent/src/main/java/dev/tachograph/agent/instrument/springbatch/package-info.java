/** Spring Batch. */
@NullMarked
package dev.tachograph.agent.instrument.springbatch;

import org.jspecify.annotations.NullMarked;
