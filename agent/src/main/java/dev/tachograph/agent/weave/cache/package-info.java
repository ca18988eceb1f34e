/** Keeps woven classes from one start to the next, so that most starts weave nothing. */
@NullMarked
package dev.tachograph.agent.weave.cache;

import org.jspecify.annotations.NullMarked;
