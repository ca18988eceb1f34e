/**
 * Guava's decorated executors pass their tasks on to another executor, where they are measured.
 * Guava's futures keep the exception of a task.
 */
@NullMarked
package dev.tachograph.agent.instrument.guava;

import org.jspecify.annotations.NullMarked;
