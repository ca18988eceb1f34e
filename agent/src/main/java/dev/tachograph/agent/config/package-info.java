/**
 * What the user may set: keys, the sources they are read from, and what is wrong with them.
 *
 * <p>Everything here runs inside {@code premain}, before the application's {@code main}. It
 * therefore uses plain loops and {@code java.io} only: each lambda, stream, format string or logger
 * would load classes (some of which the agent wants to transform) and cost start-up time.
 */
@NullMarked
package dev.tachograph.agent.config;

import org.jspecify.annotations.NullMarked;
