@NullMarked
package dev.tachograph.benchmarks.report;

import org.jspecify.annotations.NullMarked;
