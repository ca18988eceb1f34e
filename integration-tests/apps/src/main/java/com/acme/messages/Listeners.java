package com.acme.messages;

/** What listens for messages by one framework. */
interface Listeners {
  /** Connects to the broker, and listens. */
  void start(String broker, Tally tally) throws Exception;

  /** Sends messages, and returns when none of them will be delivered any more. */
  void run(Tally tally) throws Exception;
}
