/**
 * What is woven into which classes, and the transformer that does it.
 *
 * <p>Each instrumented library has a package of its own below this one and one line in {@link
 * dev.tachograph.agent.instrument.Instrumentations}.
 */
@NullMarked
package dev.tachograph.agent.instrument;

import org.jspecify.annotations.NullMarked;
