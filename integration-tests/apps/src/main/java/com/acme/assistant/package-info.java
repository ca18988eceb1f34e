/** Requests whose intent is parsed, which are planned and executed; measured in several ways. */
package com.acme.assistant;
