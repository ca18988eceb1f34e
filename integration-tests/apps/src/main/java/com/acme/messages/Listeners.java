package com.acme.messages;

/** What listens for messages by one framework. */
interface Listeners {
  /** Connects to the broker, and listens. */
  void start(String broker, Tally tally) throws Exception;

  /** Sends messages, and returns when none of them will be delivered any more. */
  void run(Tally tally) throws Exception;

  /** Whether a class is on the class path, which differs from version to version. */
  static boolean isThere(String className) {
    try {
      return Class.forName(className, false, Listeners.class.getClassLoader()) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
