/**
 * The state of executors and of their tasks: which tasks wait and since when, which run, and how
 * each ended.
 *
 * <p>Methods that woven code calls here neither lock nor park. Only a scrape locks and waits. No
 * code here keeps a task from being collected.
 */
@NullMarked
package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.NullMarked;
