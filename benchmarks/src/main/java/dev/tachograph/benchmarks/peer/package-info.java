/**
 * What is compared: every library as its own documentation advises, where that leaves a choice as
 * the fastest of it. Labels are looked up once, exemplars are off, attributes are constants.
 */
@NullMarked
package dev.tachograph.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
