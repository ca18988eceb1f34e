/** Programs to be measured. They know nothing of any agent. */
@NullMarked
package dev.tachograph.benchmarks.app;

import org.jspecify.annotations.NullMarked;
