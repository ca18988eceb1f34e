package com.acme.messages;

import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Has the listeners of one framework get messages, and prints what they did. */
public final class MessagesProgram {
  private MessagesProgram() {}

  public static void main(String[] args) throws Exception {
    Listeners listeners = (Listeners) Class.forName(args[0]).getDeclaredConstructor().newInstance();
    Tally tally = new Tally();
    listeners.start(args[1], tally);
    System.out.println("> ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    while (commands.readLine() != null) {
      tally.clear();
      listeners.run(tally);
      tally.print();
      System.out.println("> ok");
    }
    System.exit(0);
  }
}
