/**
 * Measuring whole processes: they run in turn, A B C A B C, CPU time is compared rather than time,
 * and medians rather than means.
 */
@NullMarked
package dev.tachograph.benchmarks.process;

import org.jspecify.annotations.NullMarked;
