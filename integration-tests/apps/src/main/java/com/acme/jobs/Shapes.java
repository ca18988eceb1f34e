package com.acme.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Methods of every shape that bytecode can have a problem with. Prints the value of each, or the
 * exception with those frames of its stack that are the application's.
 */
final class Shapes {
  private static final RuntimeException SAME = new IllegalStateException("one and the same");

  private final String name;
  private final int depth;

  Shapes(String name) {
    this(name, name.length());
  }

  private Shapes(String name, int depth) {
    if (depth < 0) {
      throw new IllegalArgumentException("depth " + depth);
    }
    this.name = name;
    this.depth = depth;
  }

  static void all(PrintStream out) {
    Shapes shapes = new Shapes("shapes");
    show(out, "constructor", () -> shapes.name + shapes.depth);
    show(out, "constructor throws", () -> new Shapes("x", -1).name);
    show(out, "wide", () -> shapes.wide(1, 2L, 3f, 4.0, (byte) 5, 'c', true, (short) 7));
    show(out, "varargs", () -> shapes.varargs("a", "b", "c"));
    show(out, "void", shapes::nothing);
    show(out, "primitives", () -> shapes.sum(1, 2) + shapes.product(2L, 3L) + shapes.half(3.0));
    show(out, "checked", () -> shapes.checked(true));
    show(out, "caught within", () -> shapes.caughtWithin());
    show(out, "finally", () -> shapes.returnsFromFinally());
    show(out, "finally throws", () -> shapes.throwsFromFinally());
    show(out, "cause and suppressed", shapes::causeAndSuppressed);
    show(out, "identity", () -> shapes.identity());
    show(out, "error", shapes::error);
    show(out, "synchronized", () -> shapes.locked(3));
    show(out, "static synchronized", () -> lockedStatic(3));
    show(out, "switch", () -> shapes.choose("two") + shapes.choose("x"));
    show(out, "loop", () -> shapes.loop(10));
    show(out, "recursion", () -> shapes.factorial(10));
    show(out, "endless recursion", () -> shapes.endless(0));
    show(out, "lambda", () -> shapes.lambda().get());
    show(out, "anonymous", () -> shapes.anonymous().call());
    show(out, "generic", () -> shapes.first(List.of("a", "b")));
    show(out, "array", () -> Arrays.toString(shapes.array(3)));
    show(out, "stage", () -> shapes.stage(false).join());
    show(out, "failed stage", () -> shapes.stage(true).join());
    show(out, "stage identity", () -> shapes.stageIdentity());
    show(out, "null stage", () -> shapes.nullStage());
    show(out, "interrupt", () -> shapes.interrupted());
    show(out, "uncaught", shapes::uncaught);
  }

  private static void show(PrintStream out, String title, Callable<?> call) {
    try {
      out.println(title + ": " + call.call());
    } catch (StackOverflowError e) {
      // How deep the stack was, and in which call it ended, depends on the JVM.
      out.println(title + ": StackOverflowError");
    } catch (Throwable e) {
      out.println(title + " throws");
      print(out, e, "  ");
    }
  }

  private static void print(PrintStream out, Throwable e, String indent) {
    out.println(indent + e);
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("com.acme.")) {
        out.println(indent + "at " + frame);
      }
    }
    for (Throwable suppressed : e.getSuppressed()) {
      print(out, suppressed, indent + "suppressed ");
    }
    if (e.getCause() != null) {
      print(out, e.getCause(), indent + "cause ");
    }
  }

  String wide(int a, long b, float c, double d, byte e, char f, boolean g, short h) {
    long sum = a + b + (long) c + (long) d + e + h;
    return sum + "" + f + g;
  }

  String varargs(String... all) {
    return String.join("", all);
  }

  Object nothing() {
    return null;
  }

  int sum(int a, int b) {
    return a + b;
  }

  long product(long a, long b) {
    return a * b;
  }

  double half(double a) {
    return a / 2;
  }

  String checked(boolean fail) throws IOException {
    if (fail) {
      throw new IOException("checked");
    }
    return "unreached";
  }

  String caughtWithin() {
    try {
      return checked(true);
    } catch (IOException e) {
      return "caught " + e.getMessage();
    }
  }

  int returnsFromFinally() {
    List<String> steps = new ArrayList<>();
    try {
      steps.add("try");
      return steps.size();
    } finally {
      steps.add("finally");
    }
  }

  int throwsFromFinally() throws IOException {
    try {
      return sum(1, 1);
    } finally {
      checked(true);
    }
  }

  Object causeAndSuppressed() throws IOException {
    IOException e = new IOException("outer", new IllegalArgumentException("inner"));
    e.addSuppressed(new IllegalStateException("aside"));
    throw e;
  }

  boolean identity() {
    try {
      throwSame();
      return false;
    } catch (RuntimeException e) {
      return e == SAME && e.getSuppressed().length == 0;
    }
  }

  private void throwSame() {
    throw SAME;
  }

  Object error() {
    throw new AssertionError("an error");
  }

  synchronized int locked(int a) {
    return Thread.holdsLock(this) ? a : -1;
  }

  static synchronized int lockedStatic(int a) {
    return Thread.holdsLock(Shapes.class) ? a : -1;
  }

  String choose(String text) {
    switch (text) {
      case "one":
        return "1";
      case "two":
        return "2";
      default:
        return "?";
    }
  }

  int loop(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      if (i % 2 == 0) {
        continue;
      }
      sum += i;
    }
    return sum;
  }

  long factorial(long n) {
    return n <= 1 ? 1 : n * factorial(n - 1);
  }

  long endless(long n) {
    return n < 0 ? n : 1 + endless(n + 1);
  }

  Supplier<String> lambda() {
    return () -> name + "!";
  }

  Callable<String> anonymous() {
    return new Callable<>() {
      @Override
      public String call() {
        return name + "?";
      }
    };
  }

  <T extends Comparable<T>> T first(List<T> all) {
    return all.get(0);
  }

  int[] array(int n) {
    return new int[n];
  }

  CompletableFuture<String> stage(boolean fail) {
    return fail
        ? CompletableFuture.failedFuture(new IllegalStateException("stage"))
        : CompletableFuture.completedFuture("stage");
  }

  private static final CompletableFuture<String> KEPT = new CompletableFuture<>();

  CompletableFuture<String> kept() {
    return KEPT;
  }

  boolean stageIdentity() {
    return kept() == KEPT;
  }

  CompletableFuture<String> nullStage() {
    return null;
  }

  boolean interrupted() {
    Thread.currentThread().interrupt();
    sum(1, 2);
    return Thread.interrupted();
  }

  /** Ends a thread with an exception, and shows what the handler of last resort gets to see. */
  Object uncaught() throws InterruptedException {
    Thread thread = new Thread(this::error, "doomed");
    thread.setUncaughtExceptionHandler((t, e) -> print(System.out, e, "  uncaught "));
    thread.start();
    thread.join();
    return "ended";
  }
}
