/** Methods that the configuration names, measured as executions of tasks. */
@NullMarked
package dev.tachograph.agent.instrument.method;

import org.jspecify.annotations.NullMarked;
