/**
 * Guava's decorated executors hand their tasks to another one, which measures them. Its futures
 * keep what a task throws.
 */
@NullMarked
package dev.tachograph.agent.instrument.guava;

import org.jspecify.annotations.NullMarked;
