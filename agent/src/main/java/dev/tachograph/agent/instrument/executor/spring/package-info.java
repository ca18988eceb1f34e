/**
 * Spring's executors, which are pools of the JDK: they are called like their beans, and a task
 * fails even if Spring's error handler keeps the exception.
 */
@NullMarked
package dev.tachograph.agent.instrument.executor.spring;

import org.jspecify.annotations.NullMarked;
