package com.acme.steps;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Takes steps of a business, says what came of each, and waits twice for a line. */
public final class StepsApp {
  private StepsApp() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Planner planner = new Planner("eu");
    for (int size : new int[] {10, 2000, 5_000_000, 20}) {
      System.out.println("> " + planner.plan(new Request(new Kind("mail"), size), false));
    }
    caught(() -> planner.plan(new Request(new Kind("sms"), 1), true));
    caught(() -> planner.plan(new Request(null, 1), true));
    Planner.store(new byte[2000]);
    System.out.println("> " + planner.charge(5) + " " + planner.charge(50));
    caught(() -> planner.charge(-1));
    caught(() -> planner.charge(0));
    System.out.println("> " + planner.broken(new Broken()));
    System.out.println("> " + planner.owned());
    for (Handler handler : List.of(new MailHandler(), new SmsHandler(), new Silent())) {
      handler.handle("x");
    }
    new Quick().call();
    planner.sendURLOf("x");
    planner.note();
    planner.noteLater().complete("noted");
    caught(() -> planner.send());
    CompletableFuture<Receipt> held = planner.later(7);
    CompletableFuture<Receipt> failing = planner.later(8);
    failing.completeExceptionally(new FileNotFoundException("gone"));
    CompletableFuture<Receipt> cancelled = planner.later(9);
    cancelled.cancel(true);
    System.out.println("> waiting");
    in.readLine();
    held.complete(new Receipt("done"));
    System.out.println("> waiting");
    in.readLine();
  }

  private static void caught(Callable<?> step) throws Exception {
    try {
      System.out.println("> " + step.call());
    } catch (IllegalStateException | IllegalArgumentException | IOException e) {
      System.out.println("> caught " + e.getClass().getSimpleName() + " " + e.getMessage());
    }
  }

  static final class Kind {
    private final String name;

    Kind(String name) {
      this.name = name;
    }

    public String getName() {
      return name;
    }
  }

  static final class Request {
    private final Kind kind;
    private final long size;

    Request(Kind kind, long size) {
      this.kind = kind;
      this.size = size;
    }

    Kind kind() {
      return kind;
    }

    public long size() {
      return size;
    }
  }

  static final class Receipt {
    @SuppressWarnings("unused") // A rule reads it.
    private final String status;

    Receipt(String status) {
      this.status = status;
    }

    @Override
    public String toString() {
      return "receipt";
    }
  }

  static final class Broken {
    public String getName() {
      throw new IllegalStateException("on purpose");
    }
  }

  static final class Planner {
    private final String region;

    Planner(String region) {
      this.region = region;
    }

    String plan(Request request, boolean fails) {
      if (fails) {
        throw new IllegalStateException("no plan in " + region);
      }
      return "planned";
    }

    static int store(byte[] body) {
      return body.length;
    }

    Receipt charge(int amount) throws IOException {
      if (amount < 0) {
        throw new FileNotFoundException("no account");
      }
      if (amount == 0) {
        throw new IllegalArgumentException("nothing to charge");
      }
      return new Receipt(amount < 10 ? "paid" : "refused");
    }

    /** A getter that rules name as well. */
    String getOwner() {
      return region + "-team";
    }

    String owned() {
      return "owned by " + getOwner();
    }

    String broken(Broken broken) {
      return "whole";
    }

    void sendURLOf(String name) {}

    void note() {}

    CompletableFuture<String> noteLater() {
      return new CompletableFuture<>();
    }

    String send() throws IOException {
      throw new IOException("unreachable");
    }

    CompletableFuture<Receipt> later(int number) {
      return new CompletableFuture<>();
    }
  }

  interface Handler {
    void handle(String what);
  }

  abstract static class AbstractHandler implements Serializable, Handler {
    private static final long serialVersionUID = 1;
  }

  static final class MailHandler extends AbstractHandler {
    private static final long serialVersionUID = 1;

    @Override
    public void handle(String what) {}
  }

  static class SmsHandler implements Handler {
    @Override
    public void handle(String what) {}
  }

  static final class Silent extends SmsHandler {}

  static final class Quick implements Callable<String> {
    @Override
    public String call() {
      return "quick";
    }
  }
}
