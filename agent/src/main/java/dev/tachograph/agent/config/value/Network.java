package dev.tachograph.agent.config.value;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** An address, or all addresses with the same first bits. Immutable. */
public final class Network {
  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads an address, perhaps with a slash and the number of bits. Resolves no name.
   *
   * @return null if it is none
   */
  public static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int all = address.length * 8;
    int bits = slash < 0 ? all : Numbers.wholeNumber(text.substring(slash + 1));
    return bits < 0 || bits > all ? null : new Network(address, bits);
  }

  /** Whether the address is one of these. */
  public boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static byte @Nullable [] address(String text) {
    boolean six = text.indexOf(':') >= 0;
    if (text.indexOf('.') >= 0 || !six) {
      if (!hasFourNumbers(text.substring(text.lastIndexOf(':') + 1))) {
        return null;
      }
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && c != ':' && Character.digit(c, six ? 16 : 10) < 0) {
        return null;
      }
    }
    try {
      // It is made of digits alone, so nobody asks for a name.
      return InetAddress.getByName(six ? '[' + text + ']' : text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static boolean hasFourNumbers(String text) {
    String[] numbers = text.split("\\.", -1);
    for (String number : numbers) {
      int value = Numbers.wholeNumber(number);
      // With a zero in front, some read 010 as eight.
      if (value < 0 || value > 255 || number.length() > 1 && number.startsWith("0")) {
        return false;
      }
    }
    return numbers.length == 4;
  }
}
