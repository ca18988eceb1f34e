package com.acme;

import java.util.function.Supplier;

/** A class of an application that creates executors. */
public final class Creating {
  private Creating() {}

  public static <T> T create(Supplier<T> executor) {
    return executor.get();
  }
}
