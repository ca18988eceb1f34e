@NullMarked
package dev.tachograph.agent.export.processes;

import org.jspecify.annotations.NullMarked;
