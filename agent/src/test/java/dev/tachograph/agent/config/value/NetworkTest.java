package dev.tachograph.agent.config.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.0.1,true",
    "10.0.0.0/8,11.0.0.1,false",
    "192.168.4.0/22,192.168.7.255,true",
    "192.168.4.0/22,192.168.8.0,false",
    "192.0.2.7,192.0.2.7,true",
    "192.0.2.7,192.0.2.6,false",
    "0.0.0.0/0,203.0.113.9,true",
    "0.0.0.0/0,::1,false",
    "::1,::1,true",
    "fd00::/8,fdab::1,true",
    "fd00::/8,fe80::1,false",
  })
  void contains(String network, String address, boolean contained) throws UnknownHostException {
    byte[] bytes = InetAddress.getByName(address).getAddress();
    assertThat(Objects.requireNonNull(Network.parse(network)).contains(bytes)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.0/33",
        "10.0.0.0/",
        "::1/129",
        "10.1",
        "010.0.0.1",
        "10.0.0.00/8",
        "::ffff:010.0.0.1",
        "fe80::1%eth0",
        "[::1]",
        "1.2.3.4.5",
        "::g",
        "10.0.0.0/-1"
      })
  void whatIsNoAddressIsNotRead(String text) {
    assertThat(Network.parse(text)).isNull();
  }
}
