/** Programs whose tasks are run by a scheduler, and that count them themselves. */
package com.acme.scheduling;
