package com.acme.jobs;

/** {@code QuietApp [<exit code>]}: a line of output and an end. */
public final class QuietApp {
  private QuietApp() {}

  public static void main(String[] args) {
    System.out.println("quiet");
    if (args.length > 0) {
      System.exit(Integer.parseInt(args[0]));
    }
  }
}
