package com.example.orders;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A worker like any other: eight orders come in every second, and each is charged, gets its
 * pictures resized and is confirmed by mail; once a second a report is written.
 *
 * <p>Nothing here measures anything. {@code examples/tachograph.properties} names the methods to be
 * measured.
 */
public final class OrderPipeline {
  private static final int ORDERS_PER_SECOND = 8;
  private static final String[] KINDS = {"book", "book", "grocery", "grocery", "gift"};

  private final ExecutorService clerks = Executors.newFixedThreadPool(8);
  private final ExecutorService reporters = Executors.newFixedThreadPool(4);

  private final Hazard hazard = new Hazard();
  private final ChargeCard chargeCard = new ChargeCard(hazard);
  private final ResizeImage resizeImage = new ResizeImage(hazard);
  private final SendMail sendMail = new SendMail(hazard);
  private final GenerateReport generateReport = new GenerateReport(hazard, reporters);

  private OrderPipeline() {}

  /**
   * Runs until Ctrl-C.
   *
   * @param args nothing, or {@code --seconds N} to end after that time
   */
  public static void main(String[] args) throws InterruptedException {
    long seconds = Integer.MAX_VALUE;
    if (args.length == 2 && args[0].equals("--seconds") && args[1].matches("[1-9]\\d{0,8}")) {
      seconds = Long.parseLong(args[1]);
    } else if (args.length > 0) {
      System.err.println("usage: OrderPipeline [--seconds N]");
      System.exit(2);
    }
    new OrderPipeline().run(seconds * ORDERS_PER_SECOND);
  }

  private void run(long orders) throws InterruptedException {
    System.out.println("The order pipeline is open.");
    for (long number = 1; number <= orders; number++) {
      Order order = incoming(number);
      clerks.execute(() -> process(order));
      if (number % ORDERS_PER_SECOND == 0) {
        report();
      }
      Thread.sleep(1000 / ORDERS_PER_SECOND);
    }
    clerks.shutdown();
    reporters.shutdown();
    System.out.println("The order pipeline is closed after " + orders + " orders.");
  }

  private static Order incoming(long number) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String kind = KINDS[random.nextInt(KINDS.length)];
    String customer = "customer-" + number + "@example.org";
    return new Order(number, kind, random.nextLong(500, 20_000), customer);
  }

  private void process(Order order) {
    try {
      chargeCard.charge(order);
      resizeImage.run();
      resizeImage.run();
      sendMail.send(order.customer());
    } catch (Exception e) {
      System.out.println("Order " + order.number() + " failed: " + e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Whatever the outcome, it has been told.
  private void report() {
    generateReport
        .generate()
        .whenComplete(
            (file, failure) ->
                System.out.println(failure == null ? "Written: " + file : "No report: " + failure));
  }
}
