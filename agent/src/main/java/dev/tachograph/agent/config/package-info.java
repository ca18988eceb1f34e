/**
 * What the user may set. {@code keys} declares it, {@code source} finds out what was set where,
 * {@code value} reads it; here it all comes together in an {@link AgentConfig}.
 *
 * <p>Everything runs inside {@code premain}, before the application's {@code main}. It therefore
 * uses plain loops and {@code java.io} only: each lambda, stream, format string or logger would
 * load classes (some of which the agent wants to transform) and cost start-up time. A group of keys
 * is not loaded before one of its keys is set or read.
 */
@NullMarked
package dev.tachograph.agent.config;

import org.jspecify.annotations.NullMarked;
