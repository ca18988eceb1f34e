package dev.tachograph.bootstrap.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6Test {
  @ParameterizedTest
  @CsvSource({
    "::, ::",
    "0:0:0:0:0:0:0:0, ::",
    "::1, ::1",
    "0::1, ::1",
    "0000:0000:0000:0000:0000:0000:0000:0001, ::1",
    "1::, 1::",
    "2001:db8::8:800:200c:417a, 2001:db8::8:800:200c:417a",
    "2001:0db8:0:0:8:800:200c:417a, 2001:db8::8:800:200c:417a",
    // The longest run of zeros goes, the first of two; one zero alone stays.
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
    "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    // IPv4 within.
    "::ffff:10.0.0.1, ::ffff:10.0.0.1",
    "::ffff:a00:1, ::ffff:10.0.0.1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "fe80::1%eth0, fe80::1",
  })
  void oneAddressIsWrittenInOneWay(String text, String canonical) {
    assertThat(Ipv6.canonical(text)).isEqualTo(canonical);
    assertThat(Ipv6.canonical(canonical)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":::",
        "1",
        "1:2",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "g::1",
        "1:2:3:4:5:6:7:8::",
        "::1.2.3",
        "::1.2.3.256",
        "::1.2.3.4.5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1:",
        ":1::2",
        "1:2:3:4:5:6:7:"
      })
  void whatIsNoAddressStaysAsItIs(String text) {
    assertThat(Ipv6.canonical(text)).isEqualTo(text);
  }
}
