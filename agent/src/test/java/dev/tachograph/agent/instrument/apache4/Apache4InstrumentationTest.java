package dev.tachograph.agent.instrument.apache4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.instrument.RecordedCalls;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;

/** What advice tells the probes, called as woven code calls it. */
class Apache4InstrumentationTest {
  private static final HttpRequest REQUEST = new BasicHttpRequest("GET", "/x");

  private final RecordedCalls calls = RecordedCalls.install();

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
    return calls.all().stream().map(call -> call.split(" ")[2]).collect(Collectors.toList());
  }
}
