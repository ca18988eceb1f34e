package com.acme.steps;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Methods of all shapes. An application has them; rules name them. */
public class Steps implements Supplier<String> {
  private final String name = "steps";

  public @Nullable String text(@Nullable Object first, int second) {
    return first == null ? null : first + "/" + second + name;
  }

  public static long sum(long first, double second) {
    return first + (long) second;
  }

  public void nothing() {}

  public boolean fails(String message) {
    throw new IllegalStateException(message);
  }

  public List<String> list(String... items) {
    return List.of(items);
  }

  public int @Nullable [] numbers(int @Nullable [] given) {
    return given;
  }

  public CompletableFuture<String> later(String text) {
    return CompletableFuture.completedFuture(text);
  }

  @Override
  public String get() {
    return name;
  }

  /** Calls each of them, and says what came of it. */
  @Override
  public String toString() {
    StringBuilder seen = new StringBuilder();
    seen.append(text(null, 1)).append(text("a", 2)).append(text(List.of(1, 2), 3));
    nothing();
    seen.append(sum(1, 2.5)).append(list("x", "y")).append(numbers(null) == null);
    int[] numbers = {1, 2};
    seen.append(numbers(numbers) == numbers).append(later("z").join()).append(get());
    try {
      seen.append(fails("on purpose"));
    } catch (IllegalStateException e) {
      seen.append(e.getMessage()).append(e.getStackTrace()[0].getMethodName());
    }
    return seen.toString();
  }
}
