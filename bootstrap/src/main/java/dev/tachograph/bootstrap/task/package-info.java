/** Executions of tasks, which come from Conductor or from a rule of the configuration. */
@NullMarked
package dev.tachograph.bootstrap.task;

import org.jspecify.annotations.NullMarked;
