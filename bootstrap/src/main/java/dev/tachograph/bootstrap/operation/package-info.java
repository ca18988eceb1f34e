/**
 * Operations: steps of the business, named by the people who own them. Rules, annotations and the
 * application's own calls lead here.
 */
@NullMarked
package dev.tachograph.bootstrap.operation;

import org.jspecify.annotations.NullMarked;
