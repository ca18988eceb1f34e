package com.acme.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.filter.ClientFilterChain;
import io.micronaut.http.filter.HttpClientFilter;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Micronaut's client in an application context: injected, as an interface, within a scheduled
 * method, and behind filters. The last segment of a path says which.
 */
public final class MicronautInterfaces implements HttpCalls {
  private static final CompletableFuture<String> SCHEDULED = new CompletableFuture<>();

  /** The scheduled method waits for this. */
  private static final CountDownLatch ASKED_FOR = new CountDownLatch(1);

  private ApplicationContext context;

  /** What Micronaut implements. */
  @Client("${acme.url}")
  public interface Orders {
    @Get(uri = "/ok/{name}", consumes = "text/plain")
    String now(String name);

    @Get(uri = "/ok/{name}", consumes = "text/plain")
    Publisher<String> later(String name);
  }

  /** Has a client of its own. */
  @Singleton
  public static class Streams {
    final StreamingHttpClient client;

    Streams(@Client("${acme.url}") StreamingHttpClient client) {
      this.client = client;
    }
  }

  /** The bean. */
  @Singleton
  public static class Jobs {
    private final Orders orders;

    Jobs(Orders orders) {
      this.orders = orders;
    }

    @Scheduled(initialDelay = "1ms")
    public void order() throws InterruptedException {
      ASKED_FOR.await();
      SCHEDULED.complete(orders.now("scheduled"));
    }
  }

  /** Asks nobody else. */
  @Filter("/ok/answered")
  public static class Answering implements HttpClientFilter {
    @Override
    public Publisher<? extends HttpResponse<?>> doFilter(
        MutableHttpRequest<?> request, ClientFilterChain chain) {
      return Publishers.just(HttpResponse.ok("answered"));
    }
  }

  /** Waits before it hands on what it gets, on another thread. */
  @Filter({"/ok/delayed", "/redirect"})
  public static class Delaying implements HttpClientFilter {
    @Override
    public Publisher<? extends HttpResponse<?>> doFilter(
        MutableHttpRequest<?> request, ClientFilterChain chain) {
      return Mono.delay(Duration.ofMillis(10))
          .flatMapMany(ignored -> Flux.from(chain.proceed(request)));
    }
  }

  @Override
  public String get(String url) throws Exception {
    URI uri = new URI(url);
    if (context == null) {
      String base = url.substring(0, url.length() - uri.getRawPath().length());
      context =
          ApplicationContext.builder()
              .deduceEnvironment(false)
              .properties(Collections.singletonMap("acme.url", base))
              .start();
    }
    StreamingHttpClient client = context.getBean(Streams.class).client;
    Orders orders = context.getBean(Orders.class);
    String path = uri.getRawPath();
    HttpRequest<?> request = HttpRequest.GET(path);
    switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "blocking":
        return client.toBlocking().retrieve(request);
      case "data":
        return Flux.from(client.dataStream(request)).map(part -> "part").blockFirst();
      case "json":
        return Flux.from(client.jsonStream(request)).map(part -> "part").blockLast();
      case "stream":
        return Flux.from(client.exchangeStream(request)).map(head -> "head").blockFirst();
      case "declared":
        return orders.now("declared");
      case "later":
        return Mono.from(orders.later("later")).block();
      case "scheduled":
        ASKED_FOR.countDown();
        return SCHEDULED.get(60, TimeUnit.SECONDS);
      case "expired":
        // Long enough for a slow machine to send it.
        return Mono.from(client.retrieve(request)).timeout(Duration.ofSeconds(2)).block();
      default:
        return Mono.from(client.retrieve(request)).block();
    }
  }

  @Override
  public String post(String url, String body) {
    return UNSUPPORTED;
  }

  @Override
  public String getWithin(String url, int millis) {
    return UNSUPPORTED;
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) {
    return UNSUPPORTED;
  }
}
