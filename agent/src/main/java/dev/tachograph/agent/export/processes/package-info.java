/**
 * Many processes in one exposition: the file of this process, the files of others, the archive of
 * the dead, and the sum of all.
 */
@NullMarked
package dev.tachograph.agent.export.processes;

import org.jspecify.annotations.NullMarked;
