/**
 * The configuration. {@code keys} declares the keys, {@code source} collects the assignments, and
 * {@code value} parses the values. This package combines them in an {@link AgentConfig}.
 *
 * <p>All of this code runs inside {@code premain}, before the application's {@code main}. So it
 * uses only plain loops and {@code java.io}. Each lambda, stream, format string or logger would
 * load classes, some of which the agent wants to transform, and cost start-up time. A group of keys
 * is not loaded before one of its keys is set or read.
 */
@NullMarked
package dev.tachograph.agent.config;

import org.jspecify.annotations.NullMarked;
