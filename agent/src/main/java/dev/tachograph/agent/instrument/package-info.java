/**
 * The plans and advice for each class, and the transformer that weaves them.
 *
 * <p>Each instrumented library has a package of its own below this one and one line in {@link
 * dev.tachograph.agent.instrument.Instrumentations}.
 */
@NullMarked
package dev.tachograph.agent.instrument;

import org.jspecify.annotations.NullMarked;
