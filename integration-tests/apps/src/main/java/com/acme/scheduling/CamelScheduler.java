package com.acme.scheduling;

import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Apache Camel. */
public final class CamelScheduler implements Scheduler {
  private static final int MESSAGES = 10;

  /** Every fifth message fails. */
  private static void handle(Tally tally, String route, Exchange exchange) {
    boolean fails = exchange.getIn().getBody(Integer.class) % 5 == 4;
    tally.add(route, fails);
    if (fails) {
      throw new IllegalStateException("no " + route);
    }
  }

  private static RouteBuilder routes(Tally tally) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        // One task: the second route is a part of the first.
        from("direct:orders").routeId("orders").to("direct:packing");
        from("direct:packing").routeId("packing").process(e -> handle(tally, "orders", e));
        from("direct:bills")
            .routeId("bills")
            .onException(IllegalStateException.class)
            .handled(true)
            .end()
            .process(e -> handle(tally, "bills", e));
        // What a route catches by itself is no failure.
        from("direct:claims")
            .routeId("claims")
            .doTry()
            .process(
                e -> {
                  tally.add("claims", false);
                  throw new IllegalStateException("no claim");
                })
            .doCatch(IllegalStateException.class)
            .process(e -> {})
            .end();
        // Parts and what is made of messages are tasks, too.
        from("direct:parcels")
            .routeId("parcels")
            .process(e -> tally.add("parcels", false))
            .split(constant(Arrays.asList("a", "b")))
            .process(e -> tally.add("parcels", false))
            .end()
            .aggregate(constant(true), (former, next) -> next)
            .completionSize(MESSAGES)
            .process(e -> tally.add("parcels", false));
        from("seda:mail").routeId("mail").threads(2).process(e -> handle(tally, "mail", e));
      }
    };
  }

  @Override
  public void run(Tally tally) throws Exception {
    CamelContext context = new DefaultCamelContext();
    context.addRoutes(routes(tally));
    context.start();
    ProducerTemplate template = context.createProducerTemplate();
    tally.rounds(() -> round(template, tally));
    context.stop();
  }

  private static void round(ProducerTemplate template, Tally tally) throws Exception {
    for (String route :
        new String[] {
          "direct:orders", "direct:bills", "direct:claims", "direct:parcels", "seda:mail"
        }) {
      for (int i = 0; i < MESSAGES; i++) {
        try {
          // As a broker says when it got the message.
          long sent = System.currentTimeMillis() - 30_000;
          template.sendBodyAndHeader(route, i, "CamelMessageTimestamp", sent);
        } catch (CamelExecutionException e) {
          System.out.println(route + " " + e.getCause().getMessage());
        }
      }
    }
    Tally.await(() -> tally.total("mail") == MESSAGES);
  }
}
