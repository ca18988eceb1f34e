package dev.tachograph.agent.instrument.apache4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.OperationSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.message.BasicHttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What advice tells the probes, called as woven code calls it. */
class Apache4InstrumentationTest {
  private static final HttpRequest REQUEST = new BasicHttpRequest("GET", "/x");

  private final MetricRegistry registry =
      new MetricRegistry(
          10,
          100,
          new TimerPolicy() {
            @Override
            public Distribution distribution(String family) {
              return Distribution.QUANTILES;
            }

            @Override
            public double[] buckets(String family, double[] defaultBuckets) {
              return defaultBuckets;
            }
          });

  @BeforeEach
  void installProbes() {
    Probes.install(
        Catalogue.documented(registry, OperationSettings.defaults(), null),
        HttpClientSettings.defaults(),
        message -> {});
    Probes.prepare();
  }

  @Test
  void anAddressOfVersion6_andItsPort_areToldApart() throws IOException {
    assertThat(host(new HttpHost("::1", 18555))).isEqualTo("[::1]:18555");
    assertThat(host(new HttpHost("[::1]", 18556))).isEqualTo("[::1]:18556");
    assertThat(host(new HttpHost(InetAddress.getByName("::1"), 18557))).isEqualTo("[::1]:18557");
  }

  @Test
  void anAddressOfVersion6_isTheHostOfAnAsynchronousCall() {
    Object state = new Object();
    Apache4Instrumentation.AsyncCall.enter(new HttpHost("::1", 18555), REQUEST, state);
    HttpExchangeProbe.failed(state, new IOException());
    state = new Object();
    Apache4Instrumentation.EarlierAsyncCall.enter(state, new HttpHost("::1", 18556), REQUEST);
    HttpExchangeProbe.failed(state, new IOException());
    assertThat(hosts()).containsExactlyInAnyOrder("[::1]:18555", "[::1]:18556");
  }

  @Test
  void theUsualPort_isNoneOfTheLabel() {
    assertThat(host(new HttpHost("Example.org", 443, "https"))).isEqualTo("example.org");
  }

  @Test
  void withoutTarget_theHostIsThatOfTheUri() {
    Object call =
        Apache4Instrumentation.Call.enter(null, new BasicHttpRequest("GET", "http://a:81/x"));
    Apache4Instrumentation.Call.exit(call, new IOException());
    assertThat(hosts()).containsExactly("a:81");
  }

  /** The label of a call to this host, which is the last that was made. */
  private String host(HttpHost target) {
    List<String> before = hosts();
    Apache4Instrumentation.Call.exit(
        Apache4Instrumentation.Call.enter(target, REQUEST), new IOException());
    List<String> now = hosts();
    now.removeAll(before);
    assertThat(now).hasSize(1);
    return now.get(0);
  }

  private List<String> hosts() {
    List<String> hosts = new ArrayList<>();
    for (MetricFamily<?> family : registry.families()) {
      if (family.name().equals("http_client_request_time_seconds")) {
        for (Series series : family.allSeries()) {
          hosts.add(series.labelValues().get(2));
        }
      }
    }
    return hosts;
  }
}
