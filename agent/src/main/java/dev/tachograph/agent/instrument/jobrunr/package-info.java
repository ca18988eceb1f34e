/** JobRunr. */
@NullMarked
package dev.tachograph.agent.instrument.jobrunr;

import org.jspecify.annotations.NullMarked;
