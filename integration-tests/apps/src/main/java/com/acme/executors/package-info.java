/** Programs that use executors of the JDK in every way there is. */
package com.acme.executors;
