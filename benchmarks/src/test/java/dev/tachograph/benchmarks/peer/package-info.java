@NullMarked
package dev.tachograph.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
