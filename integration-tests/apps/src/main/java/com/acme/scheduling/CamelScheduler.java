package com.acme.scheduling;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Apache Camel. */
public final class CamelScheduler implements Scheduler {
  private static final int MESSAGES = 10;
  private static final int REDELIVERIES = 2;

  private static final String[] ROUTES = {
    "direct:orders",
    "direct:bills",
    "direct:claims",
    "direct:parcels",
    "direct:crates",
    "direct:copies",
    "direct:bundles",
    "direct:calls",
    "seda:mail"
  };

  /** Every fifth message fails. */
  private static void handle(Tally tally, String route, Exchange exchange) {
    boolean fails = exchange.getIn().getBody(Integer.class) % 5 == 4;
    tally.add(route, fails);
    if (fails) {
      throw new IllegalStateException("no " + route);
    }
  }

  /** Makes two of a message. */
  private static final class Halves implements Expression {
    @Override
    public <T> T evaluate(Exchange exchange, Class<T> type) {
      return type.cast(List.of("one", "two"));
    }
  }

  /** As above, and fails each time that a message comes again. */
  private static void handleAgain(Tally tally, Exchange exchange) {
    boolean fails = exchange.getIn().getBody(Integer.class) % 5 == 4;
    int redelivered = exchange.getIn().getHeader("CamelRedeliveryCounter", 0, Integer.class);
    if (!fails || redelivered == REDELIVERIES) {
      tally.add("parcels", fails);
    }
    if (fails) {
      throw new IllegalStateException("no parcel");
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
        // Two redeliveries do not help. The route for dead letters is a part of this.
        from("direct:parcels")
            .routeId("parcels")
            .errorHandler(deadLetterChannel("direct:dead"))
            .onException(IllegalStateException.class)
            .maximumRedeliveries(REDELIVERIES)
            .redeliveryDelay(0)
            .end()
            .process(e -> handleAgain(tally, e));
        from("direct:dead").routeId("dead").process(e -> System.out.println("dead"));
        // The parts count beside the whole.
        from("direct:crates")
            .routeId("crates")
            .process(e -> tally.add("crates", false))
            .split(new Halves())
            .process(e -> tally.add("crates", false))
            .end();
        from("direct:copies")
            .routeId("copies")
            .process(e -> tally.add("copies", false))
            .multicast()
            .to("direct:left", "direct:right")
            .end();
        from("direct:left").routeId("left").process(e -> tally.add("copies", false));
        from("direct:right").routeId("right").process(e -> tally.add("copies", false));
        from("direct:calls")
            .routeId("calls")
            .process(e -> tally.add("calls", false))
            .wireTap("direct:tap");
        from("direct:tap").routeId("tap").process(e -> tally.add("calls", false));
        // What is made of messages is a task, too.
        from("direct:bundles")
            .routeId("bundles")
            .process(e -> tally.add("bundles", false))
            .aggregate(constant(true), (former, next) -> next)
            .completionSize(MESSAGES)
            .process(e -> tally.add("bundles", false));
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
    for (String route : ROUTES) {
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
    Tally.await(() -> tally.total("mail") == MESSAGES && tally.total("calls") == 2 * MESSAGES);
  }
}
