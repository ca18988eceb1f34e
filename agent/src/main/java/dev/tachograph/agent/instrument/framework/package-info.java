/** What the plans for frameworks that run tasks have in common. */
@NullMarked
package dev.tachograph.agent.instrument.framework;

import org.jspecify.annotations.NullMarked;
