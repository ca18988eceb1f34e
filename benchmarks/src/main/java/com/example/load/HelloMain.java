package com.example.load;

/** A main that prints a word. */
public final class HelloMain {
  private HelloMain() {}

  public static void main(String[] args) {
    System.out.println("hello");
  }
}
