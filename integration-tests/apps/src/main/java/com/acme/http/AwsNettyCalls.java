package com.acme.http;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/** The Netty-based client of the AWS SDK, called as the SDK calls it; it follows no redirects. */
public final class AwsNettyCalls extends PushedCalls {
  private final SdkAsyncHttpClient patient = client(PATIENT);

  private static SdkAsyncHttpClient client(int millis) {
    return NettyNioAsyncHttpClient.builder()
        .readTimeout(Duration.ofMillis(millis))
        .connectionTimeout(Duration.ofMillis(PATIENT))
        .connectionAcquisitionTimeout(Duration.ofMillis(PATIENT))
        .build();
  }

  @Override
  Runnable start(String url, String body, int millis, Received received) {
    SdkAsyncHttpClient client = millis == PATIENT ? patient : client(millis);
    byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(body == null ? SdkHttpMethod.GET : SdkHttpMethod.POST)
            .uri(URI.create(url))
            .putHeader("Host", URI.create(url).getAuthority())
            .putHeader("Content-Length", String.valueOf(content.length))
            .build();
    CompletableFuture<Void> future =
        client.execute(
            AsyncExecuteRequest.builder()
                .request(request)
                .requestContentPublisher(new Content(content))
                .responseHandler(new Handler(received))
                .build());
    future.whenComplete(
        (nothing, failure) -> {
          if (failure instanceof SSLHandshakeException) {
            // Or that the connection was closed, depending on which the client has noticed first.
            received.failed(new IOException("connection lost"));
          } else if (failure != null) {
            received.failed(failure);
          } else {
            received.end();
          }
        });
    return () -> future.cancel(true);
  }

  @Override
  public void close() {
    patient.close();
  }

  /** All its calls are; and a second one to a host that refused the first hangs now and then. */
  @Override
  public String getAsync(String url) {
    return UNSUPPORTED;
  }

  private static final class Content implements SdkHttpContentPublisher {
    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public Optional<Long> contentLength() {
      return Optional.of((long) bytes.length);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      AtomicBoolean sent = new AtomicBoolean();
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long n) {
              if (sent.compareAndSet(false, true)) {
                if (bytes.length > 0) {
                  subscriber.onNext(ByteBuffer.wrap(bytes));
                }
                subscriber.onComplete();
              }
            }

            @Override
            public void cancel() {}
          });
    }
  }

  private static final class Handler implements SdkAsyncHttpResponseHandler {
    private final Received received;

    Handler(Received received) {
      this.received = received;
    }

    @Override
    public void onHeaders(SdkHttpResponse headers) {
      received.head(headers.statusCode());
    }

    @Override
    public void onStream(Publisher<ByteBuffer> stream) {
      stream.subscribe(
          new Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Subscription subscription) {
              subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
              received.part(bytes);
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
          });
    }

    @Override
    public void onError(Throwable failure) {}
  }
}
