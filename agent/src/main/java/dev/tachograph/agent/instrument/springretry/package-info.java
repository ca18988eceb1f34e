/** Spring Retry, and the retry in the core of Spring 7. */
@NullMarked
package dev.tachograph.agent.instrument.springretry;

import org.jspecify.annotations.NullMarked;
