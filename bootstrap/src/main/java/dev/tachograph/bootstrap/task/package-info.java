/** Executions of tasks, whoever hands them out: Conductor, or a rule of the configuration. */
@NullMarked
package dev.tachograph.bootstrap.task;

import org.jspecify.annotations.NullMarked;
