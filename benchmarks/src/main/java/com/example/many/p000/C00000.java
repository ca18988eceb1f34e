package com.example.many.p000;

/** The pattern of the classes of a large application. */
public class C00000 implements Runnable {
  private int runs;

  @Override
  public void run() {
    runs++;
  }

  public int runs() {
    return runs;
  }
}
