/** Programs that listen for messages, and that count them themselves. */
package com.acme.messages;
