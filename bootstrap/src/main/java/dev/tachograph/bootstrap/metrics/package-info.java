/**
 * The registry, its metric families and their series.
 *
 * <p>All methods that woven code calls here are lock-free, never park and, once a series exists,
 * allocate nothing, because they run on the application's threads, virtual ones included.
 */
@NullMarked
package dev.tachograph.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
