/**
 * What is measured: the registry, its metric families and the series in them.
 *
 * <p>Everything that woven code calls here is lock-free, never parks and, once a series exists,
 * allocates nothing: it runs on the application's threads, virtual ones included.
 */
@NullMarked
package dev.tachograph.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
