/** Applications that record their operations by themselves. */
package com.acme.api;
