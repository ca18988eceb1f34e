/**
 * Workers for a Conductor server, as an example: they are measured without any configuration,
 * because the agent knows Conductor's clients.
 */
@NullMarked
package com.example.shipping;

import org.jspecify.annotations.NullMarked;
