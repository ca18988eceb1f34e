/** What is measured, one class an experiment. */
@NullMarked
package dev.tachograph.benchmarks.experiment;

import org.jspecify.annotations.NullMarked;
