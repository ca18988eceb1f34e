package com.acme.pools;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Akka's dispatchers. Counts the tasks that each has run, by the name of its threads. */
public final class AkkaApp {
  private static final String DISPATCHERS =
      "akka { stdout-loglevel = OFF, loglevel = OFF }\n"
          + "orders { type = Dispatcher, executor = fork-join-executor,\n"
          + "  fork-join-executor { parallelism-min = 2, parallelism-max = 2 } }\n"
          + "mails { type = Dispatcher, executor = thread-pool-executor,\n"
          + "  thread-pool-executor { fixed-pool-size = 2 } }\n"
          + "actors { type = Dispatcher, executor = fork-join-executor }\n";

  private AkkaApp() {}

  /** Counts what it is told. */
  static final class Counting extends AbstractActor {
    private final AtomicLong told;

    Counting(AtomicLong told) {
      this.told = told;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(
              CountDownLatch.class,
              latch -> {
                told.incrementAndGet();
                latch.countDown();
              })
          .build();
    }
  }

  public static void main(String[] args) throws Exception {
    ActorSystem shop =
        ActorSystem.create(
            "shop", ConfigFactory.parseString(DISPATCHERS).withFallback(ConfigFactory.load()));
    AtomicLong told = new AtomicLong();
    ActorRef actor =
        shop.actorOf(
            Props.create(Counting.class, () -> new Counting(told)).withDispatcher("actors"));
    for (int i = 0; i < 2; i++) {
      CountedTasks.execute("shop-orders", shop.dispatchers().lookup("orders"));
      CountedTasks.execute("shop-mails", shop.dispatchers().lookup("mails"));
      CountDownLatch done = new CountDownLatch(CountedTasks.MANY);
      for (int j = 0; j < CountedTasks.MANY; j++) {
        actor.tell(done, ActorRef.noSender());
      }
      Load.await(done);
      Load.pause();
    }
    shop.terminate();
    shop.getWhenTerminated().toCompletableFuture().get(1, TimeUnit.MINUTES);
    CountedTasks.print();
    System.out.println("> told " + told);
    Load.pause();
    System.exit(0);
  }
}
