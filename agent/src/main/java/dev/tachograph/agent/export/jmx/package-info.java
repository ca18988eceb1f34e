/** MBeans by rules of jmx_exporter. */
@NullMarked
package dev.tachograph.agent.export.jmx;

import org.jspecify.annotations.NullMarked;
