/**
 * The same for those who expect JMH: {@code benchmarks/run --jmh}. On a machine that does other
 * things as well, trust its allocation more than its times.
 */
@NullMarked
package dev.tachograph.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
