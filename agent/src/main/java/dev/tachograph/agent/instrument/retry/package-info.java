/** What the instrumentations of retry libraries have in common. */
@NullMarked
package dev.tachograph.agent.instrument.retry;

import org.jspecify.annotations.NullMarked;
