package dev.tachograph.agent.weave;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Methods of every shape that the weaver must leave as they were. */
public class Sample implements Supplier<String> {
  final String field;

  public Sample(String field) {
    this.field = field;
  }

  public int add(int a, long b, double c) {
    int sum = a;
    for (int i = 0; i < b; i++) {
      sum++;
    }
    long wide = sum + (long) c;
    return (int) wide;
  }

  public static String describe(String text, int times) {
    StringBuilder builder = new StringBuilder();
    while (times-- > 0) {
      builder.append(text);
      text = text + "!";
    }
    return builder.toString();
  }

  public String fieldOf(Sample other) {
    Sample asked = other;
    other = this;
    return asked.field + other.field;
  }

  public void fail(String message) {
    throw new IllegalArgumentException(message);
  }

  public String caught(String message) {
    try {
      fail(message);
      return "unreachable";
    } catch (IllegalArgumentException e) {
      return "caught " + e.getMessage();
    } finally {
      Recorder.record("finally");
    }
  }

  public String returnsInTry() {
    try {
      return "fine";
    } catch (IllegalStateException e) {
      return "caught what was none of its business: " + e.getMessage();
    }
  }

  /** A loop at the very first instruction: a frame where the body begins. */
  public int countDown(int n) {
    do {
      n--;
    } while (n > 0);
    return n;
  }

  public synchronized long locked(long value) {
    return value > 0 ? value : -value;
  }

  @Override
  public String get() {
    return "got " + field;
  }

  public boolean sameAs(Sample other) {
    return other == this;
  }

  public String callsGet(Supplier<String> supplier, boolean twice) {
    long before = 7;
    String first;
    try {
      first = supplier.get();
    } catch (RuntimeException e) {
      first = "failed " + e.getMessage();
    }
    if (twice) {
      String second = supplier.get();
      return first + second + before;
    }
    return first + before;
  }

  public int callInExpression(Supplier<String> supplier) {
    return 1 + supplier.get().length() + length(2, supplier.get());
  }

  private static int length(int extra, String text) {
    return extra + text.length();
  }

  public @Nullable Sample next(boolean some) {
    return some ? this : null;
  }

  public String callsNext(boolean some) {
    Sample next = next(some);
    return next == null ? "none" : next.field;
  }

  public String callsByAccessor(boolean some) {
    Sample next = access$100(this, some);
    return next == null ? "none" : next.field;
  }

  // As compilers for Java 10 and earlier make for a private method that a nested class calls.
  static @Nullable Sample access$100(Sample sample, boolean some) {
    return sample.next(some);
  }
}
