/**
 * What woven code can call, and the numbers that come of it, in packages by subject: each has its
 * probe, the door that woven code knocks at, its state, and its metrics.
 */
@NullMarked
package dev.tachograph.bootstrap;

import org.jspecify.annotations.NullMarked;
