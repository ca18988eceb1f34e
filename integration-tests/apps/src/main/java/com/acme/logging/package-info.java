/** Applications that choose and configure their logging in every way that there is. */
package com.acme.logging;
