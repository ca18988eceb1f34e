package dev.tachograph.agent.export.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.agent.export.graphite.GraphiteOptions.Protocol;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases are those of the Python client's own tests of its bridge, and some more. */
class GraphiteOutletTest {
  private static final long TIME = 1434898897;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final PrometheusRegistry registry = new PrometheusRegistry();

  private GraphiteOutlet outlet(int port, Protocol protocol, String prefix, boolean tags) {
    Duration second = Duration.ofSeconds(1);
    return new GraphiteOutlet(
        new GraphiteOptions(
            LOOPBACK.getHostAddress(), port, protocol, prefix, tags, second, second),
        () -> registry);
  }

  private String sent(Protocol protocol, String prefix, boolean tags) throws Exception {
    try (ServerSocket carbon = new ServerSocket(0, 1, LOOPBACK)) {
      CompletableFuture<String> received =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket socket = carbon.accept()) {
                  return new String(socket.getInputStream().readAllBytes(), UTF_8);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      outlet(carbon.getLocalPort(), protocol, prefix, tags).send(TIME);
      return received.get();
    }
  }

  private String sent(String prefix, boolean tags) throws Exception {
    return sent(Protocol.TCP, prefix, tags);
  }

  private void labelled(String a, String b) {
    Gauge.builder()
        .name("labels")
        .help("h")
        .labelNames("b", "a")
        .register(registry)
        .labelValues(b, a)
        .inc();
  }

  @Test
  void noLabels() throws Exception {
    Gauge.builder().name("g").help("h").register(registry).inc();

    assertThat(sent("", false)).isEqualTo("g 1.0 1434898897\n");
  }

  @Test
  void labelsInAlphabeticOrder() throws Exception {
    labelled("c", "d");

    assertThat(sent("", false)).isEqualTo("labels.a.c.b.d 1.0 1434898897\n");
    assertThat(sent("", true)).isEqualTo("labels;a=c;b=d 1.0 1434898897\n");
  }

  @Test
  void prefix() throws Exception {
    labelled("c", "d");

    assertThat(sent("pre.fix", false)).isEqualTo("pre.fix.labels.a.c.b.d 1.0 1434898897\n");
    assertThat(sent("pre.fix", true)).isEqualTo("pre.fix.labels;a=c;b=d 1.0 1434898897\n");
  }

  @Test
  void sanitizing() throws Exception {
    labelled("c.:8", "ö \uD83D\uDE00");

    assertThat(sent("", false)).isEqualTo("labels.a.c__8.b.___ 1.0 1434898897\n");
    assertThat(sent("", true)).isEqualTo("labels;a=c__8;b=___ 1.0 1434898897\n");
  }

  @Test
  void everyKindHasTheSamplesOfTheTextFormat() throws Exception {
    Counter.builder().name("c_total").help("h").register(registry).inc(7);
    Histogram.builder()
        .name("h")
        .help("h")
        .classicOnly()
        .classicUpperBounds(0.5, 2)
        .register(registry)
        .observe(1);
    Info.builder().name("i_info").help("h").labelNames("v").register(registry).setLabelValues("1");
    StateSet.builder().name("s").help("h").states("off", "on").register(registry).setTrue("on");

    assertThat(sent("", false).lines())
        .containsExactlyInAnyOrder(
            "c_total 7.0 1434898897",
            "h_bucket.le.0_5 0.0 1434898897",
            "h_bucket.le.2_0 1.0 1434898897",
            "h_bucket.le._Inf 1.0 1434898897",
            "h_count 1.0 1434898897",
            "h_sum 1.0 1434898897",
            "i_info.v.1 1.0 1434898897",
            "s.s.off 0.0 1434898897",
            "s.s.on 1.0 1434898897");
  }

  /** As {@code repr} of Python 3.11 writes them. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-2.5, -2.5",
    "0.001, 0.001",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-1.25e-7, -1.25e-07",
    "1e-300, 1e-300",
    "12345678, 12345678.0",
    "1e7, 10000000.0",
    "1764345600.25, 1764345600.25",
    "9999999999999998, 9999999999999998.0",
    "1e16, 1e+16",
    "1.5e300, 1.5e+300",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void numbersAreWrittenAsPythonWritesThem(double value, String text) {
    assertThat(GraphiteNames.number(value)).isEqualTo(text);
  }

  @Test
  void pickleHoldsTheSame() throws Exception {
    Gauge.builder().name("g").help("h").register(registry).inc();

    assertThat(sent(Protocol.PICKLE, "", false)).contains("g", "1.0", "1434898897");
  }

  @Test
  void eachSampleIsADatagram() throws Exception {
    Gauge.builder().name("g").help("h").register(registry).inc();
    try (DatagramSocket carbon = new DatagramSocket(0, LOOPBACK)) {
      outlet(carbon.getLocalPort(), Protocol.UDP, "p", false).send(TIME);
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      carbon.receive(packet);
      assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8))
          .isEqualTo("p.g 1.0 1434898897\n");
    }
  }

  @Test
  void nobodyListeningIsAFailure() throws Exception {
    Gauge.builder().name("g").help("h").register(registry).inc();
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      port = gone.getLocalPort();
    }
    GraphiteOutlet outlet = outlet(port, Protocol.TCP, "", false);
    assertThat(outlet.failure())
        .isEqualTo("cannot send metrics to Graphite at 127.0.0.1:" + port + " by tcp");
    assertThatThrownBy(outlet::send).isInstanceOf(IOException.class);
  }
}
