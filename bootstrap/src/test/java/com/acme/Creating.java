package com.acme;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A class of an application that creates executors. */
public final class Creating {
  private static @Nullable Supplier<?> first;

  private Creating() {}

  /** Makes an executor while it is initialized. */
  private static final class Library {
    static final Object MADE = Objects.requireNonNull(first).get();
  }

  public static <T> T create(Supplier<T> executor) {
    return executor.get();
  }

  /** Creates an executor while a class is initialized, the first time only. */
  public static Object createWithClass(Supplier<?> executor) {
    first = executor;
    return Library.MADE;
  }
}
