@NullMarked
package dev.tachograph.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
