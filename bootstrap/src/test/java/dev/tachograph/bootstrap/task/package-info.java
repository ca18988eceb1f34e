@NullMarked
package dev.tachograph.bootstrap.task;

import org.jspecify.annotations.NullMarked;
