/** The file that node_exporter's textfile collector reads. */
@NullMarked
package dev.tachograph.agent.export.textfile;

import org.jspecify.annotations.NullMarked;
