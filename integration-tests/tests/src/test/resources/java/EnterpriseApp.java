package com.acme.enterprise;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An application for a server: timers, a message-driven bean, a managed executor and calls of its
 * own pages. It counts what it does. The beans are classes of their own, as servers demand.
 */
public final class EnterpriseApp {
  static final int MESSAGES = 5;
  private static final int JOBS = 7;
  private static final int CALLS = 3;
  private static final Map<String, Integer> COUNTS = new ConcurrentSkipListMap<>();
  private static volatile boolean hasRun;

  private EnterpriseApp() {}

  static void count(String task, boolean fails) {
    COUNTS.merge(task + (fails ? " FAILURE" : " SUCCESS"), 1, Integer::sum);
  }

  static int counted(String outcome) {
    return COUNTS.getOrDefault(outcome, 0);
  }

  /** What the application calls. */
  @WebServlet("/hello")
  public static class Hello extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().println("hello");
    }
  }

  /** Has everything run but a timer that ticks once only, and answers with the counts. */
  @WebServlet("/run")
  @JMSDestinationDefinition(
      name = "java:app/jms/orders",
      interfaceName = "jakarta.jms.Queue",
      destinationName = "orders")
  public static class Run extends HttpServlet {
    @Resource private ManagedExecutorService executor;
    @Resource private ConnectionFactory connections;
    @EJB private EnterpriseClock clock;

    @Resource(lookup = "java:app/jms/orders")
    private Queue orders;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      boolean isFirst = !hasRun;
      hasRun = true;
      if (!isFirst) {
        COUNTS.clear();
        clock.again();
      }
      try (JMSContext context = connections.createContext()) {
        for (int number = 1; number <= MESSAGES; number++) {
          context.createProducer().send(orders, "order " + number);
        }
      }
      try {
        for (int job = 0; job < JOBS; job++) {
          executor.submit(() -> {}).get();
        }
        URI hello = URI.create(request.getRequestURL().toString().replace("/run", "/hello"));
        for (int call = 0; call < CALLS; call++) {
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(hello).build(), HttpResponse.BodyHandlers.ofString());
        }
        while (counted("orders SUCCESS") < MESSAGES
            || counted("orders FAILURE") < 1
            || (isFirst && counted("EnterpriseClock.tick SUCCESS") < 1)
            || counted("EnterpriseClock.ring SUCCESS") < 2
            || counted("EnterpriseClock.ring FAILURE") < 1) {
          Thread.sleep(5);
        }
      } catch (Exception e) {
        throw new IOException(e);
      }
      for (Map.Entry<String, Integer> count : COUNTS.entrySet()) {
        response.getWriter().println(count.getKey() + " " + count.getValue());
      }
    }
  }
}
