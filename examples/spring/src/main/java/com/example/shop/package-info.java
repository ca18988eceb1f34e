/**
 * A shop on Spring Boot, as an example: its tasks are measured without any configuration, because
 * the agent knows the frameworks that run them.
 */
@NullMarked
package com.example.shop;

import org.jspecify.annotations.NullMarked;
