package dev.tachograph.agent.export.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tachograph.agent.export.http.HttpRequestParser.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestParserTest {

  private static HttpRequest parse(String head) throws Refused {
    byte[] bytes = head.getBytes(ISO_8859_1);
    int length = HttpRequestParser.headLength(bytes, bytes.length);
    assertThat(length).isEqualTo(bytes.length);
    return HttpRequestParser.parse(bytes, length);
  }

  private static int statusOf(String head) {
    return catchThrowableOfType(Refused.class, () -> parse(head)).status;
  }

  @Test
  void requestLineAndHeadersAreRead() throws Refused {
    HttpRequest request =
        parse(
            "GET /metrics?name[]=a&x=%20 HTTP/1.1\r\nHost: h\r\nACCEPT: text/plain\r\n"
                + "Accept:  application/openmetrics-text \r\n\r\n");

    assertThat(request.method).isEqualTo("GET");
    assertThat(request.path).isEqualTo("/metrics");
    assertThat(request.query).isEqualTo("name[]=a&x=%20");
    assertThat(request.keepAlive).isTrue();
    assertThat(request.headers("accept"))
        .containsExactly("text/plain", "application/openmetrics-text");
    assertThat(request.header("Accept")).isEqualTo("text/plain, application/openmetrics-text");
    assertThat(request.header("absent")).isNull();
  }

  @Test
  void linesMayEndWithLineFeedAlone() throws Refused {
    assertThat(parse("GET / HTTP/1.1\nHost: h\n\n").headers("host")).containsExactly("h");
  }

  @Test
  void headIsCompleteWithItsEmptyLineOnly() {
    String head = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    for (int length = 0; length < head.length(); length++) {
      assertThat(HttpRequestParser.headLength(head.getBytes(ISO_8859_1), length)).isEqualTo(-1);
    }
    byte[] two = (head + head).getBytes(ISO_8859_1);
    assertThat(HttpRequestParser.headLength(two, two.length)).isEqualTo(head.length());
  }

  @Test
  void proxyMaySendAbsoluteTarget() throws Refused {
    assertThat(parse("GET http://h:1/metrics?a=b HTTP/1.1\r\n\r\n").path).isEqualTo("/metrics");
    assertThat(parse("GET http://h:1 HTTP/1.1\r\n\r\n").path).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: foo, Close\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 9\r\n\r\n",
      })
  void connectionEndsAfterTheResponse(String head) throws Refused {
    assertThat(parse(head).keepAlive).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
      })
  void connectionStaysAfterTheResponse(String head) throws Refused {
    assertThat(parse(head).keepAlive).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / x HTTP/1.1\r\n\r\n",
        "GET metrics HTTP/1.1\r\n\r\n",
        "G(T / HTTP/1.1\r\n\r\n",
        "GET / FTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\n: no name\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
        "GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
        "\u0016\u0003\u0001\u0002\n\n",
      })
  void nonsenseIsBadRequest(String head) {
    assertThat(statusOf(head)).isEqualTo(400);
  }

  @Test
  void anotherVersionIsNotSupported() {
    assertThat(statusOf("PRI * HTTP/2.0\r\n\r\n")).isEqualTo(505);
  }
}
