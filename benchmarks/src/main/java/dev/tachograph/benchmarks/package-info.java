/** What the agent costs and how exact it is, beside its peers. */
@NullMarked
package dev.tachograph.benchmarks;

import org.jspecify.annotations.NullMarked;
