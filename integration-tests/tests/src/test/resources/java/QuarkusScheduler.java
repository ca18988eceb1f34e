package com.acme.scheduling;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

/** Quarkus, whose build must have seen this: scheduled methods, and messages between methods. */
@QuarkusMain
public final class QuarkusScheduler implements Scheduler {
  private static final int MESSAGES = 6;
  private static volatile Tally tally;

  public static void main(String[] args) throws Exception {
    SchedulingProgram.main(new String[] {QuarkusScheduler.class.getName()});
  }

  @Override
  public void run(Tally ofThisRun) {
    tally = ofThisRun;
    Suspended.counter = (task, fails) -> tally.add(task, fails);
    Quarkus.run(Application.class, (exitCode, failure) -> {});
  }

  /** Each method runs once, at the start. */
  @ApplicationScoped
  public static class Jobs {
    @Scheduled(every = "1h")
    void tick() {
      tally.add("Jobs.tick", false);
    }

    @Scheduled(every = "1h")
    void report() {
      tally.add("Jobs.report", true);
      throw new IllegalStateException("no report");
    }

    @Scheduled(every = "1h")
    Uni<Void> ask() {
      tally.add("Jobs.ask", true);
      return Uni.createFrom().failure(new java.io.IOException("no answer"));
    }

    @Scheduled(every = "1h", skipExecutionIf = Always.class)
    void never() {
      tally.add("Jobs.never", false);
    }
  }

  /** Skips every execution. */
  @ApplicationScoped
  public static class Always implements Scheduled.SkipPredicate {
    @Override
    public boolean test(io.quarkus.scheduler.ScheduledExecution execution) {
      return true;
    }
  }

  /** Every second message fails. */
  @ApplicationScoped
  public static class Messages {
    @Incoming("orders")
    public void order(Integer number) {
      tally.add("orders", number % 2 == 0);
      failIfEven(number);
    }

    @Incoming("parcels")
    @Blocking
    public void parcel(Integer number) {
      tally.add("parcels", number % 2 == 0);
      failIfEven(number);
    }

    @Incoming("bills")
    public Uni<Void> bill(Integer number) {
      return Uni.createFrom()
          .item(number)
          .invoke(
              any -> {
                tally.add("bills", number % 2 == 0);
                failIfEven(number);
              })
          .replaceWithVoid();
    }

    @Incoming("mails")
    public CompletionStage<Void> mail(Integer number) {
      return CompletableFuture.runAsync(
          () -> {
            tally.add("mails", number % 2 == 0);
            failIfEven(number);
          },
          Messages::later);
    }

    @Incoming("offers")
    public CompletionStage<Void> offer(Message<Integer> message) {
      boolean refused = message.getPayload() % 2 == 0;
      tally.add("offers", refused);
      return CompletableFuture.runAsync(() -> {}, Messages::later)
          .thenCompose(
              any ->
                  refused
                      ? message.nack(new IllegalArgumentException("too dear"))
                      : message.ack());
    }

    @Incoming("raw")
    @Outgoing("cooked")
    public String cook(Integer number) {
      tally.add("raw", false);
      return "cooked " + number;
    }

    @Incoming("cooked")
    public void eat(String what) {
      tally.add("cooked", false);
    }

    private static void later(Runnable work) {
      Executor pool = ForkJoinPool.commonPool();
      pool.execute(work);
    }

    private static void failIfEven(int number) {
      if (number % 2 == 0) {
        throw new IllegalStateException("even");
      }
    }
  }

  /** What runs, once Quarkus has started. */
  public static class Application implements QuarkusApplication {
    @Override
    public int run(String... args) throws Exception {
      CDI.current().select(Sender.class).get().send();
      return 0;
    }
  }

  /** Sends all messages. */
  @ApplicationScoped
  @Unremovable
  public static class Sender {
    @Inject
    @Channel("orders")
    Emitter<Integer> orders;

    @Inject
    @Channel("parcels")
    Emitter<Integer> parcels;

    @Inject
    @Channel("bills")
    Emitter<Integer> bills;

    @Inject
    @Channel("mails")
    Emitter<Integer> mails;

    @Inject
    @Channel("offers")
    Emitter<Integer> offers;

    @Inject
    @Channel("raw")
    Emitter<Integer> raw;

    @Inject
    @Channel("loads")
    Emitter<Integer> loads;

    @Inject
    @Channel("crates")
    Emitter<Integer> crates;

    @Inject
    @Channel("grain")
    Emitter<Integer> grain;

    @Inject io.quarkus.scheduler.Scheduler scheduler;
    @Inject Vertx vertx;

    private boolean isAgain;

    void send() throws Exception {
      tally.rounds(this::round);
    }

    private void round() throws Exception {
      NoTurn.turns.addAll(List.of("turn", "twist"));
      scheduler.unscheduleJob("sweep");
      scheduler
          .newJob("sweep")
          .setInterval("1h")
          .setTask(execution -> tally.add("sweep", false))
          .schedule();
      for (int number = 1; number <= MESSAGES; number++) {
        orders.send(number);
        parcels.send(number);
        bills.send(number);
        mails.send(number);
        offers.send(number);
        raw.send(number);
      }
      // Functions that suspend need a context of Vert.x.
      vertx.getOrCreateContext().runOnContext(any -> sendToCoroutines());
      for (String channel :
          new String[] {
            "orders", "parcels", "bills", "mails", "offers", "raw", "cooked", "loads", "crates",
            "grain", "flour"
          }) {
        Tally.await(() -> tally.total(channel) == MESSAGES);
      }
      for (String job :
          new String[] {
            "Jobs.tick", "Jobs.report", "Jobs.ask", "Suspended.rest", "Suspended.strive", "sweep"
          }) {
        // The others run once only.
        Tally.await(() -> tally.total(job) == 1 || (isAgain && !job.equals("sweep")));
      }
      Tally.await(() -> tally.total("Suspended.turn") == 1 && tally.total("Suspended.twist") == 1);
      isAgain = true;
    }

    private void sendToCoroutines() {
      for (int number = 1; number <= MESSAGES; number++) {
        loads.send(number);
        crates.send(number);
        grain.send(number);
      }
    }
  }
}
