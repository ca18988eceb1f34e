@NullMarked
package dev.tachograph.bootstrap.http;

import org.jspecify.annotations.NullMarked;
