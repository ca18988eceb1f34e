@NullMarked
package dev.tachograph.agent.export.adopt.reader;

import org.jspecify.annotations.NullMarked;
