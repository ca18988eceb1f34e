/**
 * A shop's order pipeline, as an example of a worker: it knows nothing of the agent that measures
 * it, and uses no library.
 */
@NullMarked
package com.example.orders;

import org.jspecify.annotations.NullMarked;
