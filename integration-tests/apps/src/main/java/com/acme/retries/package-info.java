/** Programs whose libraries repeat calls that fail. */
package com.acme.retries;
