@NullMarked
package dev.tachograph.agent.export.textfile;

import org.jspecify.annotations.NullMarked;
